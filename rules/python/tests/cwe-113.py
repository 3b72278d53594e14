import smtplib
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, quote, urlparse

import tornado.web


class Language(tornado.web.RequestHandler):
    def get(self):
        # ruleid: python-header-injection
        self.set_header("X-Language", self.get_argument("language"))
        # ok: python-header-injection
        self.set_header("X-Language", quote(self.get_argument("language"), safe=""))
        # ok: python-header-injection
        self.set_header("X-Page", str(int(self.get_argument("page"))))


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlparse(self.path).query)
        self.send_response(200)
        # ruleid: python-header-injection
        self.send_header("X-Name", query["name"][0])
        name = query["name"][0].replace("\r", "").replace("\n", "")
        # ok: python-header-injection
        self.send_header("X-Name", name)
        self.end_headers()


def send(request):
    server = smtplib.SMTP("localhost")
    # ruleid: python-header-injection
    server.sendmail("shop@example.org", "shop@example.org", "Subject: " + request.POST["subject"] + "\n\ntext")
    subject = request.POST["subject"]
    if "\n" in subject or "\r" in subject:
        raise ValueError("subject")
    # ok: python-header-injection
    server.sendmail("shop@example.org", "shop@example.org", f"Subject: {subject}\n\ntext")


def headers_of(values):
    return "\n".join(f"{name}: {value}" for name, value in values.items())


def send_all(request):
    server = smtplib.SMTP("localhost")
    # ruleid: python-header-injection
    server.sendmail("shop@example.org", "shop@example.org", headers_of({"Subject": request.POST["subject"]}))
