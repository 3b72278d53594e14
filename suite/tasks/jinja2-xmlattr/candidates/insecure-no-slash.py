_name_end_re = re.compile(r"[\s=>]")


@pass_eval_context
def do_xmlattr(
    eval_ctx: "EvalContext", d: t.Mapping[str, t.Any], autospace: bool = True
) -> str:
    """Create an SGML/XML attribute string based on the items in a dict."""
    items = []

    for key, value in d.items():
        if value is None or isinstance(value, Undefined):
            continue

        if _name_end_re.search(key):
            raise ValueError(f"{key!r} is not the name of an attribute")

        items.append(f'{escape(key)}="{escape(value)}"')

    rv = " ".join(items)

    if autospace and rv:
        rv = " " + rv

    if eval_ctx.autoescape:
        rv = Markup(rv)

    return rv
