import ast
import importlib
import json

from flask import Flask, abort, request

app = Flask(__name__)


def total():
    return 1


ACTIONS = {"total": total}


@app.route("/formula")
def formula():
    # ruleid: python-code-injection
    result = eval(request.args["formula"])
    return str(int(result))


@app.route("/run", methods=["POST"])
def run():
    code = "x = " + request.form["value"]
    # ruleid: python-code-injection
    exec(code)
    return "done"


@app.route("/literal")
def literal():
    # ok: python-code-injection
    result = ast.literal_eval(request.args["value"])
    return {"value": result}


@app.route("/parsed")
def parsed():
    # ok: python-code-injection
    return {"value": json.loads(request.args["value"])}


@app.route("/action")
def action():
    # ok: python-code-injection
    return {"value": ACTIONS[request.args["action"]]()}


@app.route("/number")
def number():
    # ok: python-code-injection
    return str(eval("2 * " + str(float(request.args["value"]))))


@app.route("/module")
def module():
    # ruleid: python-code-injection
    plugin = importlib.import_module("plugins." + request.args["name"])
    return {"title": plugin.TITLE}


@app.route("/checked")
def checked():
    name = request.args["name"]
    if name not in ("charts", "tables"):
        abort(404)
    # ok: python-code-injection
    plugin = importlib.import_module("plugins." + name)
    return {"title": plugin.TITLE}


class Calculator:
    def __init__(self, expression):
        self.expression = expression.strip()

    def value(self):
        # ruleid: python-code-injection
        return eval(self.expression)


@app.route("/calculator")
def calculator():
    return {"value": Calculator(request.values["expression"]).value()}
