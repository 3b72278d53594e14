import re
import sqlite3

from flask import Flask, abort, request

app = Flask(__name__)
COLUMNS = {"name", "created", "price"}
ORDERS = {"up": "ASC", "down": "DESC"}


def database():
    return sqlite3.connect("shop.db")


@app.route("/user")
def user():
    cursor = database().cursor()
    name = request.args.get("name")
    # ruleid: python-sql-injection
    cursor.execute("SELECT * FROM users WHERE name = '%s'" % name)
    # ruleid: python-sql-injection
    cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")
    # ruleid: python-sql-injection
    cursor.execute("SELECT * FROM users WHERE name = '{}'".format(name))
    # ruleid: python-sql-injection
    cursor.execute("SELECT * FROM users WHERE name = '" + name + "'")
    # ok: python-sql-injection
    cursor.execute("SELECT * FROM users WHERE name = ?", (name,))
    # ok: python-sql-injection
    cursor.execute("SELECT * FROM users WHERE name = :name", {"name": name})
    return "done"


@app.route("/item/<int:item>")
def item(item):
    # ok: python-sql-injection
    database().execute(f"SELECT * FROM items WHERE id = {item}")
    return "done"


@app.route("/tag/<tag>")
def by_tag(tag):
    # ruleid: python-sql-injection
    database().execute(f"SELECT * FROM items WHERE tag = '{tag}'")
    return "done"


@app.route("/casted")
def casted():
    number = int(request.args["number"])
    # ok: python-sql-injection
    database().execute("SELECT * FROM items WHERE id = %d" % number)
    # ok: python-sql-injection
    database().execute("SELECT * FROM items WHERE id = " + str(number))
    return "done"


@app.route("/sorted")
def in_order():
    column = request.args.get("sort", "name")
    if column not in COLUMNS:
        abort(400)
    # ok: python-sql-injection
    database().execute(f"SELECT * FROM items ORDER BY {column}")
    order = ORDERS.get(request.args.get("order"), "ASC")
    # ok: python-sql-injection
    database().execute("SELECT * FROM items ORDER BY name " + order)
    direction = request.args.get("direction")
    # ruleid: python-sql-injection
    database().execute("SELECT * FROM items ORDER BY name " + direction)
    return "done"


@app.route("/table")
def table():
    name = request.values["table"]
    if not re.fullmatch(r"[a-z_]+", name):
        raise ValueError("table")
    # ok: python-sql-injection
    database().execute("SELECT * FROM " + name)
    other = request.values["other"]
    if re.match(r"[a-z_]+", other):
        # ruleid: python-sql-injection
        database().execute("SELECT * FROM " + other)
    return "done"


@app.route("/many")
def many():
    ids = request.args.getlist("id")
    marks = ",".join("?" for _ in ids)
    # ok: python-sql-injection
    database().execute(f"SELECT * FROM items WHERE id IN ({marks})", ids)
    # ruleid: python-sql-injection
    database().execute("SELECT * FROM items WHERE id IN (" + ",".join(ids) + ")")
    return "done"


class Repository:
    def __init__(self, connection):
        self.connection = connection
        self.conditions = []

    def where(self, column, value):
        self.conditions.append(f"{column} = '{value}'")
        return self

    def all(self):
        # ruleid: python-sql-injection
        return self.connection.execute("SELECT * FROM items WHERE " + " AND ".join(self.conditions))


@app.route("/repository")
def repository():
    Repository(database()).where("name", request.form["name"]).all()
    return "done"


def wrong_encoding(text):
    import html
    return html.escape(text)


@app.route("/encoded")
def encoded():
    # ruleid: python-sql-injection
    database().execute("SELECT * FROM items WHERE id = " + wrong_encoding(request.args["id"]))
    return "done"
