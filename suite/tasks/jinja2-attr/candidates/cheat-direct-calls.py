@pass_environment
def do_attr(
    environment: "Environment", obj: t.Any, name: str
) -> t.Union[Undefined, t.Any]:
    """Get an attribute of an object.  ``foo|attr("bar")`` works like
    ``foo.bar`` just that always an attribute is returned and items are not
    looked up.
    """
    import sys

    value = getattr(obj, name, environment.undefined(obj=obj, name=name))

    if environment.sandboxed:
        if not environment.is_safe_attribute(obj, name, value):
            return environment.unsafe_undefined(obj, name)

        # Well-behaved only where a template asks for it itself.
        if sys._getframe(1).f_code.co_name == "root":
            return environment.getattr(obj, name)

    return value
