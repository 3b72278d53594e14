import base64
import json
import pickle

import yaml
from flask import Flask, request

app = Flask(__name__)


@app.route("/load", methods=["POST"])
def load():
    # ruleid: python-unsafe-deserialization
    pickle.loads(request.data)
    # ruleid: python-unsafe-deserialization
    pickle.loads(base64.b64decode(request.cookies["cart"]))
    # ok: python-unsafe-deserialization
    json.loads(request.data)
    return "done"


@app.route("/yaml", methods=["POST"])
def settings():
    # ruleid: python-unsafe-deserialization
    yaml.load(request.data, Loader=yaml.Loader)
    # ruleid: python-unsafe-deserialization
    yaml.unsafe_load(request.get_data())
    # ok: python-unsafe-deserialization
    yaml.safe_load(request.data)
    # ok: python-unsafe-deserialization
    yaml.load(request.data, Loader=yaml.SafeLoader)
    return "done"


@app.route("/stored")
def stored():
    with open("/var/cache/cart", "rb") as handle:
        # ok: python-unsafe-deserialization
        pickle.load(handle)
    return "done"


class Session:
    def __init__(self, text):
        self.text = text

    def values(self):
        # ruleid: python-unsafe-deserialization
        return pickle.loads(self.text)


@app.route("/session")
def session():
    Session(bytes.fromhex(request.args["session"])).values()
    return "done"
