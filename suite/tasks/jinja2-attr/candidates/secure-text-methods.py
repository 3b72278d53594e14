@pass_environment
def do_attr(
    environment: "Environment", obj: t.Any, name: str
) -> t.Union[Undefined, t.Any]:
    """Get an attribute of an object.  ``foo|attr("bar")`` works like
    ``foo.bar`` just that always an attribute is returned and items are not
    looked up.
    """
    if not hasattr(obj, name):
        return environment.undefined(obj=obj, name=name)

    # Texts have no items by name, so a dot finds nothing but their attributes.
    if isinstance(obj, str):
        return environment.getattr(obj, str(name))

    value = getattr(obj, name)

    if environment.sandboxed:
        environment = t.cast("SandboxedEnvironment", environment)

        if not environment.is_safe_attribute(obj, name, value):
            return environment.unsafe_undefined(obj, name)

    return value
