import sys
import types

sys.path.insert(0, "/work/repo")
import django
from django.conf import settings

# Relations are known in both directions between models of an application that is installed.
shop = types.ModuleType("shop")
shop.__file__ = __file__
sys.modules["shop"] = shop
settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}, INSTALLED_APPS=["shop"], USE_TZ=False, DEFAULT_AUTO_FIELD="django.db.models.AutoField", SECRET_KEY="x")
django.setup()
from django.db import connection, models
from django.db.models import Count, F, FilteredRelation, Q


class Town(models.Model):
    name = models.TextField()

    class Meta:
        app_label = "shop"


class Shelf(models.Model):
    label = models.TextField()
    town = models.ForeignKey(Town, models.CASCADE)

    class Meta:
        app_label = "shop"


class Book(models.Model):
    title = models.TextField()
    shelf = models.ForeignKey(Shelf, models.CASCADE, null=True)

    class Meta:
        app_label = "shop"


class Note(models.Model):
    book = models.ForeignKey(Book, models.CASCADE, related_name="notes")
    word = models.TextField()
    stars = models.IntegerField()

    class Meta:
        app_label = "shop"


with connection.schema_editor() as editor:
    for model in (Town, Shelf, Book, Note):
        editor.create_model(model)


def fill(books, vault):
    for model in (Note, Book, Shelf, Town):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{vault["table"]}"')
        cursor.execute(f'CREATE TABLE "{vault["table"]}" ("{vault["column"]}" TEXT)')
        cursor.execute(f'INSERT INTO "{vault["table"]}" VALUES (%s)', [vault["secret"]])
    for book in books:
        shelf = None
        if "shelf" in book:
            town, _ = Town.objects.get_or_create(name=book.get("town", "somewhere"))
            shelf, _ = Shelf.objects.get_or_create(label=book["shelf"], town=town)
        made = Book.objects.create(title=book["title"], shelf=shelf)
        for word, stars in book.get("notes", []):
            Note.objects.create(book=made, word=word, stars=stars)


def relation(name, condition):
    return FilteredRelation(name) if condition is None else FilteredRelation(name, condition=Q(**condition))


def query(relations, method="annotate"):
    return getattr(Book.objects, method)(**{alias: relation(name, condition) for alias, name, condition in relations})


def driver(args):
    return {
        "fill": fill,
        "values": lambda relations, fields, method="annotate": [list(row) for row in query(relations, method).values_list(*fields)],
        "filter": lambda relations, conditions, method="annotate": [book.title for book in query(relations, method).filter(**conditions).order_by("title")],
        "exclude": lambda relations, conditions: sorted(book.title for book in query(relations).exclude(**conditions)),
        "plain_filter": lambda relations, conditions, method="annotate": [list(row) for row in query(relations, method).filter(**conditions).values_list("title")],
        "ordered": lambda relations, *fields: [book.title for book in query(relations).order_by(*fields)],
        "ordered_values": lambda relations, *fields: [list(row) for row in query(relations).order_by(*fields).values_list("title")],
        "counted": lambda relations, field: [[book.title, book.n] for book in query(relations).annotate(n=Count(field)).order_by("title")],
        "renamed": lambda relations, field, method="annotate": [[book.title, book.renamed] for book in query(relations, method).annotate(renamed=F(field)).order_by("title")],
        "computed": lambda relations, field, method="annotate": [list(row) for row in query(relations, method).values_list(F(field))],
        "related": lambda relations, alias: [[book.title, getattr(getattr(book, alias, None), "label", None)] for book in query(relations).select_related(alias).order_by("title")],
        "made": lambda relations: len(query(relations)),
    }
