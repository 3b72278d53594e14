import urllib.request
from urllib.parse import quote

import httpx
import requests
from flask import Flask, abort, request

app = Flask(__name__)
HOSTS = {"a.example.org", "b.example.org"}


@app.route("/proxy")
def proxy():
    # ruleid: python-server-side-request-forgery
    requests.get(request.args["url"])
    # ruleid: python-server-side-request-forgery
    urllib.request.urlopen(request.args["url"])
    # ruleid: python-server-side-request-forgery
    httpx.get(f"https://{request.args['host']}/status")
    return "done"


@app.route("/item")
def item():
    # ok: python-server-side-request-forgery
    requests.get("https://api.example.org/items/" + quote(request.args["item"], safe=""))
    # ok: python-server-side-request-forgery
    requests.get("https://api.example.org/items", params={"id": request.args["item"]})
    return "done"


@app.route("/status")
def status():
    host = request.args["host"]
    if host not in HOSTS:
        abort(400)
    # ok: python-server-side-request-forgery
    requests.get(f"https://{host}/status")
    return "done"


class Client:
    def __init__(self, session):
        self.session = session

    def load(self, address):
        # ruleid: python-server-side-request-forgery
        return self.session.get(address, timeout=3)


@app.route("/client")
def client():
    Client(requests.Session()).load(request.values["address"])
    return "done"


@app.route("/number")
def number():
    # ok: python-server-side-request-forgery
    requests.post("https://api.example.org/items/%d" % int(request.args["id"]))
    return "done"
