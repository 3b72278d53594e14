    async def dispatch(self) -> None:
        request = Request(self.scope, receive=self.receive)
        handler_name = (
            "get"
            if request.method == "HEAD" and not hasattr(self, "head")
            else request.method.lower()
        )

        handler: typing.Callable[[Request], typing.Any] = getattr(
            self, handler_name, self.method_not_allowed
        )
        if request.method not in self._allowed_methods and handler_name != "get":
            handler = self.method_not_allowed
        response = handler(request)
        if hasattr(response, "__await__"):
            response = await response
        await response(self.scope, self.receive, self.send)
