import ipaddress
import os
import re
import shlex
import subprocess

from django.http import JsonResponse
from flask import Flask, abort, request

app = Flask(__name__)
TOOLS = {"disk": "df -h", "memory": "free -m"}


@app.route("/ping")
def ping():
    host = request.args.get("host")
    # ruleid: python-command-injection
    os.system("ping -c 1 " + host)
    # ruleid: python-command-injection
    subprocess.run(f"ping -c 1 {host}", shell=True)
    # ok: python-command-injection
    subprocess.run(["ping", "-c", "1", host])
    # ok: python-command-injection
    os.system("ping -c 1 " + shlex.quote(host))
    # ok: python-command-injection
    subprocess.check_output(["ping", "-c", "1", host], shell=False)
    return "done"


@app.route("/inside")
def inside():
    name = shlex.quote(request.args["name"])
    # ruleid: python-command-injection
    os.system(f'sh -c "grep {name} /srv/list"')
    return "done"


@app.route("/address")
def address():
    host = request.args["host"]
    try:
        ipaddress.ip_address(host)
    except ValueError:
        abort(400)
    # ok: python-command-injection
    os.popen("ping -c 1 " + host)
    return "done"


@app.route("/tool")
def tool():
    command = TOOLS.get(request.args["tool"])
    # ok: python-command-injection
    return subprocess.check_output(command, shell=True)


@app.route("/start")
def start():
    name = request.args["name"]
    if re.match(r"[a-z]+", name):
        # ruleid: python-command-injection
        subprocess.call("service " + name + " start", shell=True)
    if re.match(r"[a-z]+\Z", name):
        # ok: python-command-injection
        subprocess.call("service " + name + " start", shell=True)
    return "done"


class Converter:
    def __init__(self):
        self.options = []

    def add(self, name, value):
        self.options.append("-%s %s" % (name, value))

    def run(self):
        command = "convert"
        for option in self.options:
            command += " " + option
        # ruleid: python-command-injection
        return subprocess.Popen(command, shell=True)


def resize(request):
    converter = Converter()
    converter.add("resize", request.POST["size"])
    converter.run()
    return JsonResponse({})


def pages(request):
    count = int(request.GET["pages"])
    # ok: python-command-injection
    os.system("head -n %d /srv/list" % count)
    return JsonResponse({})
