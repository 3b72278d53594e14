@pass_eval_context
def do_xmlattr(
    eval_ctx: "EvalContext", d: t.Mapping[str, t.Any], autospace: bool = True
) -> str:
    """Create an SGML/XML attribute string based on the items in a dict."""
    def name_of(key: str) -> str:
        return "".join(c if c.isalnum() or c in "-_.:" else "_" for c in key) or "_"

    pairs = [
        (name_of(key), value)
        for key, value in d.items()
        if not (value is None or isinstance(value, Undefined))
    ]
    rv = " ".join([f'{name}="{escape(value)}"' for name, value in pairs])

    if autospace and rv:
        rv = " " + rv

    if eval_ctx.autoescape:
        rv = Markup(rv)

    return rv
