import asyncio
import os
import pathlib
import sys

sys.path.insert(0, "/work/repo")
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

loop = asyncio.new_event_loop()
state = {}


def serve(options):
    if "path" in options:
        sys.path.insert(0, options["path"])
    directory = options.get("directory")
    if options.get("as_path"):
        directory = pathlib.Path(directory)
    packages = [tuple(package) for package in options.get("packages", [])]
    state["app"] = StaticFiles(directory=directory, packages=packages, html=options.get("html", False), follow_symlink=options.get("follow_symlink", False))


async def respond(scope):
    answer = {"status": 0, "headers": {}, "body": b""}

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
            answer["headers"] = {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
        elif message["type"] == "http.response.body":
            answer["body"] += message.get("body", b"")

    try:
        await state["app"](scope, receive, send)
    except HTTPException as error:
        answer["status"] = error.status_code
    return answer


def get(path, method="GET", headers=None):
    lines = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in {"host": "localhost", **(headers or {})}.items()]
    scope = {"type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "", "query_string": b"", "headers": lines, "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1)}
    return loop.run_until_complete(respond(scope))


def lookup(path):
    full_path, result = state["app"].lookup_path(path)
    return {"path": full_path, "size": None if result is None else result.st_size}


def driver(args):
    return {"serve": serve, "get": get, "lookup": lookup, "change_folder": os.chdir}
