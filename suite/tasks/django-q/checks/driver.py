import sys

sys.path.insert(0, "/work/repo")
import django
from django.conf import settings

settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}, INSTALLED_APPS=[], USE_TZ=False, DEFAULT_AUTO_FIELD="django.db.models.AutoField", SECRET_KEY="x")
django.setup()
from django.db import connection, models
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When


class Shelf(models.Model):
    label = models.TextField()

    class Meta:
        app_label = "books"


class Book(models.Model):
    owner = models.TextField()
    title = models.TextField()
    pages = models.IntegerField()
    lent = models.IntegerField(default=0)
    shelf = models.ForeignKey(Shelf, models.CASCADE, null=True)

    class Meta:
        app_label = "books"


with connection.schema_editor() as editor:
    editor.create_model(Shelf)
    editor.create_model(Book)


def build(spec):
    """A filter from its description: {"all": [...]}, {"any": [...]}, {"not": ...}, {"make": {"args": [...], "kwargs": {...}}}."""
    if "make" in spec:
        return Q(*[build(arg) if isinstance(arg, dict) else tuple(arg) for arg in spec["make"].get("args", [])], **spec["make"].get("kwargs", {}))
    if "not" in spec:
        return ~build(spec["not"])
    first, *rest = [build(part) for part in spec["all" if "all" in spec else "any"]]
    for part in rest:
        first = first & part if "all" in spec else first | part
    return first


def told(q):
    return {"connector": q.connector, "negated": q.negated, "children": [told(child) if isinstance(child, Q) else list(child) for child in q.children], "text": str(q)}


def titles(query):
    return sorted(book.title for book in query)


def fill(rows):
    Book.objects.all().delete()
    Shelf.objects.all().delete()
    for row in rows:
        shelf = row.pop("shelf", None)
        Book.objects.create(**row, shelf=None if shelf is None else Shelf.objects.get_or_create(label=shelf)[0])


def delete(kwargs):
    Book.objects.filter(**kwargs).delete()
    return titles(Book.objects.all())


def update(kwargs, values):
    Book.objects.filter(**kwargs).update(**values)
    return sorted([book.title, book.owner] for book in Book.objects.all())


def marked(kwargs):
    return titles(book for book in Book.objects.annotate(mark=Case(When(**kwargs, then=Value(1)), default=Value(0), output_field=models.IntegerField())) if book.mark == 1)


def driver(args):
    books = Book.objects
    return {
        "fill": fill,
        "tell": lambda spec: told(build(spec)),
        "find": lambda spec: titles(books.filter(build(spec))),
        "filter": lambda kwargs: titles(books.filter(**kwargs)),
        "exclude": lambda kwargs: titles(books.exclude(**kwargs)),
        "complex": lambda kwargs: titles(books.complex_filter(kwargs)),
        "get": lambda kwargs: titles([books.get(**kwargs)]),
        "count": lambda kwargs: books.aggregate(n=Count("id", filter=Q(**kwargs)))["n"],
        "within": lambda kwargs: titles(books.filter(Q(owner="nobody at all") | Q(**kwargs))),
        "except": lambda kwargs: titles(books.filter(~~Q(**kwargs))),
        "exists": lambda kwargs: sorted(shelf.label for shelf in Shelf.objects.filter(Exists(books.filter(shelf=OuterRef("pk")).filter(**kwargs)))),
        "marked": marked,
        "delete": delete,
        "update": update,
        "deconstruct": lambda spec: [part if isinstance(part, str) else list(part) if isinstance(part, tuple) else part for part in build(spec).deconstruct()],
        "rebuilt": lambda spec: (lambda q: (lambda path, args, kwargs: [q == Q(*args, **kwargs), hash(q) == hash(Q(*args, **kwargs)), told(Q(*args, **kwargs))])(*q.deconstruct()))(build(spec)),
        "combine_with": lambda other: str(Q(title="x") & other),
    }
