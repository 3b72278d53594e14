import ldap
import ldap3
from flask import Flask, request
from ldap.filter import escape_filter_chars
from ldap3.utils.conv import escape_filter_chars as escape3

app = Flask(__name__)
BASE = "dc=example,dc=org"


@app.route("/find")
def find():
    link = ldap.initialize("ldap://localhost")
    name = request.args["name"]
    # ruleid: python-ldap-injection
    link.search_s(BASE, ldap.SCOPE_SUBTREE, "(uid=%s)" % name)
    # ruleid: python-ldap-injection
    link.search_s(f"ou={name},{BASE}", ldap.SCOPE_SUBTREE, "(uid=admin)")
    # ok: python-ldap-injection
    link.search_s(BASE, ldap.SCOPE_SUBTREE, "(uid=%s)" % escape_filter_chars(name))
    if name.isalnum():
        # ok: python-ldap-injection
        link.search_s(BASE, ldap.SCOPE_SUBTREE, f"(uid={name})")
    return "done"


@app.route("/find3")
def find3():
    link = ldap3.Connection("localhost")
    # ruleid: python-ldap-injection
    link.search(BASE, "(mail=" + request.form["mail"] + ")")
    # ok: python-ldap-injection
    link.search(BASE, "(mail=" + escape3(request.form["mail"]) + ")")
    return "done"


def filter_of(values):
    return "(&" + "".join(f"({key}={values[key]})" for key in ("cn", "mail")) + ")"


@app.route("/all")
def everything():
    link = ldap.initialize("ldap://localhost")
    # ruleid: python-ldap-injection
    link.search_s(BASE, ldap.SCOPE_SUBTREE, filter_of(request.args))
    # ok: python-ldap-injection
    link.search_s(BASE, ldap.SCOPE_SUBTREE, "(uidNumber=%d)" % int(request.args["id"]))
    return "done"
