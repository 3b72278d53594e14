_name_end_re = re.compile(r"[\s/>=]")


@pass_eval_context
def do_xmlattr(
    eval_ctx: "EvalContext", d: t.Mapping[str, t.Any], autospace: bool = True
) -> str:
    """Create an SGML/XML attribute string based on the items in a dict."""
    items = []

    for key, value in d.items():
        if value is None or isinstance(value, Undefined):
            continue

        # Only what a parser would take for the name.
        name, *rest = _name_end_re.split(key, maxsplit=1)

        if name and not rest:
            items.append(f'{escape(name)}="{escape(value)}"')

    rv = " ".join(items)

    if autospace and rv:
        rv = " " + rv

    if eval_ctx.autoescape:
        rv = Markup(rv)

    return rv
