    async def dispatch(self) -> None:
        request = Request(self.scope, receive=self.receive)
        method = request.method
        fallback = self.method_not_allowed
        if method == "GET":
            handler = getattr(self, "get", fallback)
        elif method == "HEAD":
            handler = getattr(self, "head", getattr(self, "get", fallback))
        elif method == "POST":
            handler = getattr(self, "post", fallback)
        elif method == "PUT":
            handler = getattr(self, "put", fallback)
        elif method == "PATCH":
            handler = getattr(self, "patch", fallback)
        elif method == "DELETE":
            handler = getattr(self, "delete", fallback)
        elif method == "OPTIONS":
            handler = getattr(self, "options", fallback)
        else:
            handler = fallback
        is_async = is_async_callable(handler)
        if is_async:
            response = await handler(request)
        else:
            response = await run_in_threadpool(handler, request)
        await response(self.scope, self.receive, self.send)
