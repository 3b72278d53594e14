import asyncio
import sys

sys.path.insert(0, "/work/repo")
from starlette.applications import Starlette
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Mount, Route
from starlette.websockets import WebSocket

loop = asyncio.new_event_loop()
state = {}


class Guard:
    """Lets nobody without the key into one part of the application, by the address of the request."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        request = Request(scope, receive)
        closed = any(request.url.path == each or request.url.path.startswith(each + "/") for each in state["closed"])
        if closed and request.headers.get("x-key") != state["key"]:
            return await PlainTextResponse("closed", status_code=403)(scope, receive, send)
        await self.app(scope, receive, send)


async def show(request):
    return PlainTextResponse(state["secret"])


async def public(request):
    return PlainTextResponse("public")


async def addresses(request):
    return JSONResponse({"url": str(request.url), "base": str(request.base_url), "other": str(request.url_for("other", name="x"))})


def site(options):
    state.update(options)
    part = options["closed"][0]
    inner = [Route("/{rest:path}", show)]
    routes = [Mount(part, routes=inner), Route(options["slashed"] + "/", public), Route("/addresses", addresses), Route("/o/{name}", public, name="other"), Route(options["open"], public)]
    state["app"] = Guard(Starlette(routes=routes))


async def respond(scope):
    answer = {"status": 0, "headers": {}, "body": ""}

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
            answer["headers"] = {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
        elif message["type"] == "http.response.body":
            answer["body"] += message.get("body", b"").decode()

    await state["app"](scope, receive, send)
    return answer


def as_scope(parts):
    scope = {"type": "http", "http_version": "1.1", "method": "GET", "path": parts["path"], "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in parts.get("headers", [])]}
    for name in ("scheme", "root_path", "type"):
        if name in parts:
            scope[name] = parts[name]
    if "query" in parts:
        scope["query_string"] = parts["query"].encode()
    if "server" in parts:
        scope["server"] = tuple(parts["server"]) if parts["server"] is not None else None
    return scope


def get(parts):
    return loop.run_until_complete(respond({"query_string": b"", "root_path": "", "scheme": "http", "server": ("127.0.0.1", 80), **as_scope(parts)}))


def told(url):
    return {"text": str(url), "scheme": url.scheme, "netloc": url.netloc, "path": url.path, "query": url.query, "fragment": url.fragment, "hostname": url.hostname, "port": url.port}


def of_scope(parts, kind):
    scope = as_scope(parts)
    if kind == "websocket":
        return told(WebSocket({**scope, "type": "websocket"}, receive=None, send=None).url)
    return told(Request(scope).url if kind == "request" else URL(scope=scope))


def both(url, parts, components):
    given = {} if parts is None else {"scope": as_scope(parts)}
    return told(URL(url, **given, **components))


def driver(args):
    return {"site": site, "get": get, "of_scope": of_scope, "of_text": lambda url: told(URL(url)), "of_components": lambda components: told(URL(**components)), "both": both}
