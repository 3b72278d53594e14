import asyncio
import functools
import sys
import threading

sys.path.insert(0, "/work/repo")
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Route

loop = asyncio.new_event_loop()
state = {}


def leave(mark):
    if mark is not None:
        with open(mark, "w") as file:
            file.write("x")


def make_function(spec):
    """A method that answers with a text, and leaves a file behind where it is asked to."""
    text, mark = spec["text"], spec.get("mark")

    def sync_method(self, request):
        leave(mark)
        return PlainTextResponse(text)

    async def async_method(self, request):
        leave(mark)
        return PlainTextResponse(text)

    return sync_method if spec.get("sync") else async_method


class Callable:
    def __init__(self, function):
        self.function = function

    async def __call__(self, request):
        return PlainTextResponse(self.function(None, request).body) if not asyncio.iscoroutinefunction(self.function) else await self.function(None, request)


def as_member(spec):
    function = make_function(spec)
    kind = spec.get("kind", "method")
    if kind == "static":
        return staticmethod(functools.partial(function, None))
    if kind == "object":
        return Callable(function)
    if kind == "class":
        return classmethod(function)
    return function


async def tell(self, request):
    """What a handler sees of its request."""
    body = await request.body()
    parts = [request.method, request.url.path, request.query_params.get("q", ""), request.headers.get("x-word", ""), body.decode(), request.path_params.get("rest", "")]
    return PlainTextResponse("|".join(parts), status_code=202, headers={"x-told": "yes"})


def where(self, request):
    return PlainTextResponse(str(threading.get_ident() != state["thread"]))


async def fail(self, request):
    raise LookupError("a handler failed")


async def refuse(self, request):
    raise HTTPException(status_code=418)


async def own_answer(self, request):
    return PlainTextResponse("own " + request.method, status_code=405)


SPECIAL = {"tell": tell, "where": where, "fail": fail, "refuse": refuse, "own_answer": own_answer}


def helped(name):
    async def handler(self, request):
        # Who may call the helper is for the handler to say.
        if request.headers.get("x-key") != "open":
            return PlainTextResponse("closed", status_code=403)
        made = getattr(self, name)(request)
        return await made if asyncio.iscoroutine(made) else made

    return handler


def member(spec):
    if "special" in spec:
        return SPECIAL[spec["special"]]
    if "helper" in spec:
        return helped(spec["helper"])
    return as_member(spec)


def define(spec):
    """A class from its description: members of its own, of a class that it inherits from, and of instances."""
    mixin = type("Mixin", (), {name: member(each) for name, each in spec.get("inherited", {}).items()})
    members = {name: member(each) for name, each in spec.get("own", {}).items()}
    on_instances = {name: functools.partial(make_function(each), None) for name, each in spec.get("instance", {}).items()}

    def __init__(self, scope, receive, send):
        HTTPEndpoint.__init__(self, scope, receive, send)
        for name, each in on_instances.items():
            setattr(self, name, each)

    members["__init__"] = __init__
    state["class"] = type("Endpoint", (mixin, HTTPEndpoint), members)
    state["app"] = Starlette(routes=[Route("/{rest:path}", state["class"])]) if spec.get("app") else state["class"]


async def respond(scope, body):
    answer = {"status": 0, "headers": {}, "body": ""}
    messages = [{"type": "http.request", "body": body[:3], "more_body": True}, {"type": "http.request", "body": body[3:], "more_body": False}]

    async def receive():
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message):
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
            answer["headers"] = {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
        elif message["type"] == "http.response.body":
            answer["body"] += message.get("body", b"").decode()

    state["thread"] = threading.get_ident()
    await state["app"](scope, receive, send)
    return answer


def ask(method, path="/", body="", headers=None, query=""):
    lines = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in {"host": "localhost", **(headers or {})}.items()]
    scope = {"type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "", "query_string": query.encode(), "headers": lines, "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1)}
    return loop.run_until_complete(respond(scope, body.encode()))


def driver(args):
    return {"define": define, "ask": ask}
