"""Runs as the candidate: loads the task's driver, reads requests on descriptor 3, answers on descriptor 4 (suite/kit/driver-main.mjs in Python).

A driver is a module with a function `driver(args)` that gives a dict of functions. Nothing that this process says is believed.
"""

import base64
import importlib.util
import json
import math
import os
import sys

MAX_DEPTH = 200


def wrap(value, depth=0):
    if depth > MAX_DEPTH:
        return {"$": "deep"}
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) < 2**53 else {"$": "bigint", "value": str(value)}
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        return {"$": "number", "value": "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"}
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"$": "bytes", "value": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, (list, tuple)):
        return [wrap(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {"$": "object", "value": [[str(key), wrap(item, depth + 1)] for key, item in value.items()]}
    return {"$": "opaque", "value": type(value).__name__}


def unwrap(value):
    if isinstance(value, list):
        return [unwrap(item) for item in value]
    if not isinstance(value, dict):
        return value
    tag, content = value.get("$"), value.get("value")
    if tag == "object":
        return {key: unwrap(item) for key, item in content}
    if tag == "bytes":
        return base64.b64decode(content)
    if tag == "bigint":
        return int(content)
    if tag == "number":
        return float(content)
    return None


def send(answer):
    text = json.dumps(wrap(answer)).encode("ascii") + b"\n"
    while text:
        text = text[os.write(4, text):]


def describe(error):
    code = getattr(error, "errno", None)
    return {"name": type(error).__name__, "message": str(error), **({} if code is None else {"code": str(code)})}


def load(path, args):
    spec = importlib.util.spec_from_file_location("driver", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.driver(args)


def main():
    # What the candidate starts has no part in the conversation.
    for descriptor in (3, 4):
        os.set_inheritable(descriptor, False)
    handlers = {}
    try:
        handlers = load(sys.argv[1], unwrap(json.loads(sys.argv[2])))
        send({"id": 0, "value": "ready"})
    except Exception as error:
        send({"id": 0, "error": describe(error)})
    with os.fdopen(3, "rb") as requests:
        for line in requests:
            request = unwrap(json.loads(line))
            try:
                send({"id": request["id"], "value": handlers[request["name"]](*request["args"])})
            except Exception as error:
                send({"id": request["id"], "error": describe(error)})


main()
