@pass_environment
def do_attr(
    environment: "Environment", obj: t.Any, name: str
) -> t.Union[Undefined, t.Any]:
    """Get an attribute of an object.  ``foo|attr("bar")`` works like
    ``foo.bar`` just that always an attribute is returned and items are not
    looked up.
    """
    try:
        value = getattr(obj, name)
    except AttributeError:
        return environment.undefined(obj=obj, name=name)

    if environment.sandboxed:
        if not environment.is_safe_attribute(obj, name, value):
            return environment.unsafe_undefined(obj, name)

        if name in ("format", "format_map") and "_" in obj:
            return environment.unsafe_undefined(obj, name)

    return value
