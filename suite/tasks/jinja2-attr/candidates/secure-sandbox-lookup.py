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

    # Only a sandbox has its own idea of what an attribute is.
    return environment.getattr(obj, name) if environment.sandboxed else value
