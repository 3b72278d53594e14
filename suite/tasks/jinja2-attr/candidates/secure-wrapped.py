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
        sandbox = t.cast("SandboxedEnvironment", environment)
        wrapped = sandbox.wrap_str_format(value)

        if wrapped is not None:
            return wrapped

        if not sandbox.is_safe_attribute(obj, name, value):
            return sandbox.unsafe_undefined(obj, name)

    return value
