    async def dispatch(self) -> None:
        request = Request(self.scope, receive=self.receive)
        wanted = request.method
        if wanted == "HEAD" and "HEAD" not in self._allowed_methods:
            wanted = "GET"
        handler = self.method_not_allowed
        for method in self._allowed_methods:
            if method == wanted:
                handler = getattr(self, method.lower())
        is_async = is_async_callable(handler)
        if is_async:
            response = await handler(request)
        else:
            response = await run_in_threadpool(handler, request)
        await response(self.scope, self.receive, self.send)
