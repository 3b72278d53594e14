@pass_environment
def do_attr(
    environment: "Environment", obj: t.Any, name: str
) -> t.Union[Undefined, t.Any]:
    """Get an attribute of an object.  ``foo|attr("bar")`` works like
    ``foo.bar`` just that always an attribute is returned and items are not
    looked up.
    """
    from .sandbox import SandboxedEscapeFormatter
    from .sandbox import SandboxedFormatter

    missing = object()
    value = getattr(obj, name, missing)

    if value is missing:
        return environment.undefined(obj=obj, name=name)

    if not environment.sandboxed:
        return value

    if not environment.is_safe_attribute(obj, name, value):
        return environment.unsafe_undefined(obj, name)

    text = getattr(value, "__self__", None)
    kind = getattr(value, "__name__", None)

    if not isinstance(text, str) or kind not in {"format", "format_map"}:
        return value

    if isinstance(text, Markup):
        formatter = SandboxedEscapeFormatter(environment, escape=text.escape)
    else:
        formatter = SandboxedFormatter(environment)

    if kind == "format":
        return lambda *args, **kwargs: type(text)(formatter.vformat(text, args, kwargs))

    return lambda mapping: type(text)(formatter.vformat(text, (), mapping))
