    def getitem(
        self, obj: t.Any, argument: t.Union[str, t.Any]
    ) -> t.Union[t.Any, Undefined]:
        """Subscribe an object from sandboxed code."""
        try:
            return obj[argument]
        except (TypeError, LookupError):
            found, value = self.attribute_of(obj, argument)
        return value if found else self.undefined(obj=obj, name=argument)

    def getattr(self, obj: t.Any, attribute: str) -> t.Union[t.Any, Undefined]:
        """Subscribe an object from sandboxed code and prefer the
        attribute.
        """
        found, value = self.attribute_of(obj, attribute)
        if found:
            return value
        try:
            return obj[attribute]
        except (TypeError, LookupError):
            return self.undefined(obj=obj, name=attribute)

    def attribute_of(self, obj: t.Any, name: t.Any) -> t.Tuple[bool, t.Any]:
        if not isinstance(name, str) or not hasattr(obj, name):
            return False, None
        value = getattr(obj, name)
        if isinstance(obj, str) and name in ("format", "format_map"):
            if isinstance(obj, Markup):
                formatter: Formatter = SandboxedEscapeFormatter(self, escape=obj.escape)
            else:
                formatter = SandboxedFormatter(self)
            if name == "format":
                return True, lambda *args, **kwargs: type(obj)(
                    formatter.vformat(obj, args, kwargs)
                )
            return True, lambda mapping: type(obj)(formatter.vformat(obj, (), mapping))
        if not self.is_safe_attribute(obj, name, value):
            return True, self.unsafe_undefined(obj, name)
        return True, value

    def unsafe_undefined(self, obj: t.Any, attribute: str) -> Undefined:
        """Return an undefined object for unsafe attributes."""
        return self.undefined(
            f"access to attribute {attribute!r} of"
            f" {type(obj).__name__!r} object is unsafe.",
            name=attribute,
            obj=obj,
            exc=SecurityError,
        )

    def call(
        __self,  # noqa: B902
        __context: Context,
        __obj: t.Any,
        *args: t.Any,
        **kwargs: t.Any,
    ) -> t.Any:
        """Call an object from sandboxed code."""
        # the double prefixes are to avoid double keyword argument
        # errors when proxying the call.
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f"{__obj!r} is not safely callable")
        return __context.call(__obj, *args, **kwargs)
