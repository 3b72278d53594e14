from urllib.parse import quote

from django.http import HttpResponseRedirect
from django.shortcuts import redirect as django_redirect
from django.utils.http import url_has_allowed_host_and_scheme
from flask import Flask, abort, redirect, request, url_for

app = Flask(__name__)
PAGES = {"home": "/home", "cart": "/cart"}


@app.route("/back")
def back():
    # ruleid: python-open-redirect
    return redirect(request.args.get("next"))


@app.route("/host")
def host():
    # ruleid: python-open-redirect
    return redirect("https://" + request.args["host"] + "/home")


@app.route("/chosen")
def chosen():
    # ok: python-open-redirect
    return redirect(PAGES.get(request.args["page"], "/home"))


@app.route("/item")
def item():
    # ok: python-open-redirect
    return redirect("/items/" + quote(request.args["item"], safe=""))


@app.route("/named")
def named():
    # ok: python-open-redirect
    return redirect(url_for("item", item=request.args["item"]))


@app.route("/checked")
def checked():
    target = request.args["next"]
    if target not in ("/home", "/cart"):
        abort(400)
    # ok: python-open-redirect
    return redirect(target)


def login(request):
    # ruleid: python-open-redirect
    return HttpResponseRedirect(request.POST["next"])


def logged_in(request):
    target = request.GET["next"]
    if url_has_allowed_host_and_scheme(target, allowed_hosts={"example.org"}):
        # ok: python-open-redirect
        return django_redirect(target)
    return django_redirect("/")


def target_of(request):
    return request.GET.get("next", "/").strip()


def logged_out(request):
    # ruleid: python-open-redirect
    return django_redirect(target_of(request))


def prefix(request):
    target = request.GET["next"]
    if target.startswith("https://example.org"):
        # ruleid: python-open-redirect
        return django_redirect(target)
    if target.startswith("https://example.org/"):
        # ok: python-open-redirect
        return django_redirect(target)
    return django_redirect("/")
