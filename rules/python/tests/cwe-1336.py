from flask import Flask, render_template, render_template_string, request
from jinja2 import Environment, Template

app = Flask(__name__)
environment = Environment(autoescape=True)


@app.route("/hello")
def hello():
    name = request.args["name"]
    # ruleid: python-template-injection
    render_template_string("<h1>Hello " + name + "</h1>")
    # ok: python-template-injection
    render_template_string("<h1>Hello {{ name }}</h1>", name=name)
    # ok: python-template-injection
    return render_template("hello.html", name=name)


@app.route("/mail")
def mail():
    # ruleid: python-template-injection
    Template("Dear %s" % request.form["name"]).render()
    # ruleid: python-template-injection
    environment.from_string(request.form["template"]).render()
    # ok: python-template-injection
    Template("Dear {{ name }}").render(name=request.form["name"])
    return "done"


@app.route("/page")
def page():
    # ok: python-template-injection
    Template("Page %d" % int(request.args["page"])).render()
    theme = request.args["theme"]
    if theme in ("dark", "light"):
        # ok: python-template-injection
        Template("<body class=" + theme + ">").render()
    return "done"


def layout(body):
    return "<html>" + body + "</html>"


@app.route("/layout")
def with_layout():
    # ruleid: python-template-injection
    render_template_string(layout(request.args.get("body", "")))
    return "done"
