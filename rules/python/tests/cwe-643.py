import re

from flask import Flask, request
from lxml import etree

app = Flask(__name__)
tree = etree.parse("users.xml")


@app.route("/user")
def user():
    name = request.args["name"]
    # ruleid: python-xpath-injection
    tree.xpath("//user[name='%s']" % name)
    # ruleid: python-xpath-injection
    tree.xpath(f"//user[@id={name}]")
    # ok: python-xpath-injection
    tree.xpath("//user[name=$name]", name=name)
    # ok: python-xpath-injection
    tree.xpath("//user[@id=%d]" % int(name))
    return "done"


@app.route("/checked")
def checked():
    name = request.args["name"]
    if not re.fullmatch(r"[A-Za-z0-9]+", name):
        return "none"
    # ok: python-xpath-injection
    tree.xpath("//user[name='" + name + "']")
    return "done"


@app.route("/kind")
def kind():
    element = {"a": "admin", "u": "user"}.get(request.args["kind"], "user")
    # ok: python-xpath-injection
    tree.xpath("//" + element)
    # ruleid: python-xpath-injection
    etree.XPath("//" + request.args["kind"])
    return "done"


def query(conditions):
    return "//user[" + " and ".join(conditions) + "]"


@app.route("/several")
def several():
    conditions = []
    for name in ("first", "last"):
        conditions.append(f"{name}='{request.form[name]}'")
    # ruleid: python-xpath-injection
    tree.xpath(query(conditions))
    return "done"
