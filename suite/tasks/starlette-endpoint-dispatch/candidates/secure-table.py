    async def dispatch(self) -> None:
        request = Request(self.scope, receive=self.receive)
        names = {
            "GET": "get",
            "HEAD": "head" if hasattr(self, "head") else "get",
            "POST": "post",
            "PUT": "put",
            "PATCH": "patch",
            "DELETE": "delete",
            "OPTIONS": "options",
        }
        handler_name = names.get(request.method, "method_not_allowed")

        handler: typing.Callable[[Request], typing.Any] = getattr(
            self, handler_name, self.method_not_allowed
        )
        is_async = is_async_callable(handler)
        if is_async:
            response = await handler(request)
        else:
            response = await run_in_threadpool(handler, request)
        await response(self.scope, self.receive, self.send)
