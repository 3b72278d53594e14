import psycopg2
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpRequest, JsonResponse
from fastapi import FastAPI
from psycopg2 import sql
from sqlalchemy import create_engine, text

api = FastAPI()
engine = create_engine("sqlite://")


def search(request):
    name = request.GET.get("name")
    with connection.cursor() as cursor:
        # ruleid: python-sql-injection
        cursor.execute("SELECT * FROM auth_user WHERE username = '%s'" % name)
        # ok: python-sql-injection
        cursor.execute("SELECT * FROM auth_user WHERE username = %s", [name])
    # ruleid: python-sql-injection
    User.objects.raw("SELECT * FROM auth_user WHERE username = '" + name + "'")
    # ok: python-sql-injection
    User.objects.raw("SELECT * FROM auth_user WHERE username = %s", [name])
    # ok: python-sql-injection
    User.objects.filter(username=name)
    return JsonResponse({})


def annotated(request: HttpRequest):
    # ruleid: python-sql-injection
    User.objects.extra(where=["username = '%s'" % request.POST["name"]])
    return JsonResponse({})


@api.get("/items/{item}")
def read_item(item: int, order: str = "name"):
    with engine.connect() as link:
        # ok: python-sql-injection
        link.execute(text(f"SELECT * FROM items WHERE id = {item}"))
        # ok: python-sql-injection
        link.execute(text("SELECT * FROM items WHERE name = :name"), {"name": order})
        # ruleid: python-sql-injection
        link.execute(text(f"SELECT * FROM items ORDER BY {order}"))


def identifiers(request):
    link = psycopg2.connect("dbname=shop")
    cursor = link.cursor()
    # ok: python-sql-injection
    cursor.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(request.GET["table"])))
    # ruleid: python-sql-injection
    cursor.execute("SELECT * FROM {}".format(request.GET["table"]))
