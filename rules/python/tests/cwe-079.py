import html

from django.http import HttpResponse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from flask import Flask, jsonify, make_response, render_template
from flask import request as http
from markupsafe import Markup

app = Flask(__name__)


@app.route("/hello")
def hello():
    # ruleid: python-cross-site-scripting
    return "<h1>Hello " + http.args.get("name", "") + "</h1>"


@app.route("/encoded")
def encoded():
    # ok: python-cross-site-scripting
    return "<h1>Hello " + html.escape(http.args["name"]) + "</h1>"


@app.route("/template")
def template():
    # ok: python-cross-site-scripting
    return render_template("hello.html", name=http.args["name"])


@app.route("/json")
def as_json():
    # ok: python-cross-site-scripting
    return jsonify({"name": http.args["name"]})


@app.route("/attribute")
def attribute():
    name = html.escape(http.args["name"])
    # ruleid: python-cross-site-scripting
    return f"<a title={name}>x</a>"


@app.route("/unquoted")
def unquoted():
    name = html.escape(http.args["name"], quote=False)
    # ruleid: python-cross-site-scripting
    return f'<a title="{name}">x</a>'


@app.route("/link")
def link():
    # ruleid: python-cross-site-scripting
    return make_response('<a href="' + html.escape(http.args["to"]) + '">go</a>')


@app.route("/page/<int:number>")
def page(number):
    # ok: python-cross-site-scripting
    return f"<p>Page {number}</p>"


@app.route("/user/<name>")
def user(name):
    # ruleid: python-cross-site-scripting
    return make_response("<p>%s</p>" % name)


def greet(request):
    # ruleid: python-cross-site-scripting
    return HttpResponse("Hello " + request.GET["name"])


def plain(request):
    # ok: python-cross-site-scripting
    return HttpResponse("Hello " + request.GET["name"], content_type="text/plain")


def safe(request):
    # ok: python-cross-site-scripting
    return HttpResponse("Hello " + escape(request.GET["name"]))


def formatted(request):
    # ok: python-cross-site-scripting
    return HttpResponse(format_html("<b>{}</b>", request.GET["name"]))


def rows(items):
    return "".join("<li>" + item + "</li>" for item in items)


def marked(request):
    # ruleid: python-cross-site-scripting
    return mark_safe(rows(request.POST.getlist("items")))


def markup(request):
    # ruleid: python-cross-site-scripting
    return Markup("<b>%s</b>" % request.GET["name"])


def choice(request):
    theme = request.GET.get("theme")
    if theme not in ("dark", "light"):
        theme = "light"
    # ok: python-cross-site-scripting
    return HttpResponse("<body class=" + theme + ">")
