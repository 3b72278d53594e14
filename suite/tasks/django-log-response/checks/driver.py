import io
import logging
import sys
import types

sys.path.insert(0, "/work/repo")
import django
from django.conf import settings

urls = types.ModuleType("site_urls")
sys.modules["site_urls"] = urls
settings.configure(ROOT_URLCONF="site_urls", ALLOWED_HOSTS=["*"], LOGGING_CONFIG=None, MIDDLEWARE=[], SECRET_KEY="x", USE_I18N=False, INSTALLED_APPS=[])
django.setup()
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import re_path
from django.utils.log import log_response
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods


def denied(request):
    raise PermissionDenied("no")


def broken(request):
    raise RuntimeError("broken")


def fine(request):
    return HttpResponse("fine")


urls.urlpatterns = [re_path("^denied", denied), re_path("^broken", broken), re_path("^fine", fine), re_path("^method", require_http_methods(["GET"])(fine)), re_path("^form", csrf_protect(fine))]
application = WSGIHandler()


class Keeper(logging.Handler):
    """What a log would hold: a line for each record, without tracebacks."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.text = ""
        self.records = []

    def emit(self, record):
        self.text += f"{record.levelname} {record.name} {record.getMessage()}\n"
        self.records.append({
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "status": record.status_code,
            "request": getattr(record, "request", "none"),
            "error": None if not record.exc_info else record.exc_info[0].__name__,
        })


keeper = Keeper()
for name in ("django", "shop"):
    logging.getLogger(name).setLevel(logging.DEBUG)
    logging.getLogger(name).propagate = False
    logging.getLogger(name).addHandler(keeper)


def kept():
    result = {"text": keeper.text, "records": keeper.records}
    keeper.text, keeper.records = "", []
    return result


def visit(requests):
    for method, path in requests:
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path.encode("utf-8").decode("latin-1"), "SERVER_NAME": "x", "SERVER_PORT": "80", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "SCRIPT_NAME": ""}
        response = application(environ, lambda *_: None)
        b"".join(response)
    return kept()


def log(calls):
    for call in calls:
        response = HttpResponse(status=call.get("status", 404))
        options = {name: call[name] for name in ("level", "request") if name in call}
        if "logger" in call:
            options["logger"] = logging.getLogger(call["logger"])
        for _ in range(call.get("times", 1)):
            if call.get("failing"):
                try:
                    raise KeyError("x")
                except KeyError:
                    log_response(call["message"], *call.get("args", []), response=response, exc_info=sys.exc_info(), **options)
            else:
                log_response(call["message"], *call.get("args", []), response=response, **options)
    return kept()


def driver(args):
    return {"visit": visit, "log": log, "marked": lambda: (lambda response: [hasattr(response, "_has_been_logged"), log_response("x", response=response), response._has_been_logged, kept()["text"]])(HttpResponse(status=400))}
