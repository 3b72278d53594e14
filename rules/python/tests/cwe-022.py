import os
import re
from pathlib import Path

from flask import Flask, abort, request, send_file, send_from_directory
from werkzeug.utils import safe_join, secure_filename

app = Flask(__name__)
ROOT = "/srv/files"
NAMES = ("terms.txt", "imprint.txt")


@app.route("/direct")
def direct():
    # ruleid: python-path-traversal
    return open(os.path.join(ROOT, request.args["file"])).read()


@app.route("/send")
def send():
    # ruleid: python-path-traversal
    return send_file("/srv/files/" + request.args["file"])


@app.route("/folder/<path:name>")
def folder(name):
    # ok: python-path-traversal
    return send_from_directory(ROOT, name)


@app.route("/resolved")
def resolved():
    path = os.path.realpath(os.path.join(ROOT, request.args["file"]))
    if not path.startswith(ROOT + os.sep):
        abort(404)
    # ok: python-path-traversal
    return open(path).read()


@app.route("/prefix")
def prefix():
    path = os.path.join(ROOT, request.args["file"])
    if not path.startswith("/srv/files/"):
        abort(404)
    # ruleid: python-path-traversal
    return open(path).read()


@app.route("/one-pass")
def one_pass():
    name = request.args["file"].replace("../", "")
    # ruleid: python-path-traversal
    os.remove("/srv/files/" + name)
    return "done"


@app.route("/name")
def name():
    # ok: python-path-traversal
    return open("/srv/files/" + os.path.basename(request.args["file"])).read()


@app.route("/upload", methods=["POST"])
def upload():
    photo = request.files["photo"]
    # ok: python-path-traversal
    photo.save(os.path.join(ROOT, secure_filename(photo.filename)))
    # ruleid: python-path-traversal
    photo.save(os.path.join(ROOT, photo.filename))
    return "done"


@app.route("/chosen")
def chosen():
    if request.args["file"] in NAMES:
        # ok: python-path-traversal
        return open("/srv/files/" + request.args["file"]).read()
    return "none"


@app.route("/joined")
def joined():
    path = safe_join(ROOT, request.args["file"])
    # ok: python-path-traversal
    return open(path).read()


@app.route("/pattern")
def pattern():
    name = request.args["file"]
    if not re.fullmatch(r"\w+", name):
        abort(400)
    # ok: python-path-traversal
    return open(f"/srv/files/{name}.txt").read()


def path_of(name):
    return Path(ROOT) / name


@app.route("/pathlib")
def with_pathlib():
    # ruleid: python-path-traversal
    return open(path_of(request.args["file"])).read()


class Store:
    def __init__(self, root):
        self.root = root

    def read(self, name):
        # ruleid: python-path-traversal
        with open(os.path.join(self.root, name)) as handle:
            return handle.read()


@app.route("/store")
def store():
    return Store(ROOT).read(request.values.get("file"))


@app.route("/number/<int:number>")
def number(number):
    # ok: python-path-traversal
    return open(f"/srv/files/{number}.txt").read()


@app.route("/relative")
def relative():
    path = (Path(ROOT) / request.args["file"]).resolve()
    if not path.is_relative_to(ROOT):
        abort(404)
    # ok: python-path-traversal
    return path.read_text()


@app.route("/not-resolved")
def not_resolved():
    path = Path(ROOT) / request.args["file"]
    if not path.is_relative_to(ROOT):
        abort(404)
    # ruleid: python-path-traversal
    return path.read_text()
