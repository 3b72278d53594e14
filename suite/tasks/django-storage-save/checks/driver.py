import io
import os
import pathlib
import sys
from urllib.parse import unquote

sys.path.insert(0, "/work/repo")
from django.conf import settings

settings.configure(USE_TZ=False, SECRET_KEY="x")
import django

django.setup()
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage


class Keeping(Storage):
    """Keeps the name that it is given: a file of the same name is replaced."""

    def __init__(self, root):
        self.root = root
        self.asked = []

    def exists(self, name):
        return os.path.exists(os.path.join(self.root, name))

    def get_available_name(self, name, max_length=None):
        self.asked.append([str(name), max_length])
        return name

    def _save(self, name, content):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            for chunk in content.chunks():
                file.write(chunk if isinstance(chunk, bytes) else chunk.encode())
        return str(name)


class Decoding(Keeping):
    def get_available_name(self, name, max_length=None):
        return unquote(str(name))


class Sorting(Keeping):
    """`owner:file` becomes `owner/file`."""

    def get_available_name(self, name, max_length=None):
        return str(name).replace(":", "/")


class Closing(Keeping):
    """Takes blanks out of names."""

    def get_available_name(self, name, max_length=None):
        return "".join(str(name).split())


class Below(Keeping):
    """Puts everything into one folder."""

    def get_available_name(self, name, max_length=None):
        return "files/" + str(name)


class Renaming(Keeping):
    def _save(self, name, content):
        return super()._save("stored/" + str(name), content)


class Guessing(Keeping):
    """Finds free names as the base class does."""

    get_available_name = Storage.get_available_name


class Full(Keeping):
    def _save(self, name, content):
        raise OSError(28, "No space left")


class Unwilling(Keeping):
    def get_available_name(self, name, max_length=None):
        raise LookupError("no name for " + str(name))


CLASSES = {each.__name__: each for each in (Keeping, Decoding, Sorting, Closing, Below, Renaming, Guessing, Full, Unwilling)}
CONTENTS = {
    "bytes": lambda data, name: named(io.BytesIO(data), name),
    "text": lambda data, name: named(io.StringIO(data.decode()), name),
    "content": lambda data, name: ContentFile(data, name=name),
    "file": lambda data, name: File(io.BytesIO(data), name=name),
}
state = {}


class NamedBytes(io.BytesIO):
    name = None


class NamedText(io.StringIO):
    name = None


def named(file, name):
    made = NamedText(file.getvalue()) if isinstance(file, io.StringIO) else NamedBytes(file.getvalue())
    made.name = name
    return made


def use(kind, root):
    os.makedirs(root, exist_ok=True)
    state["storage"] = FileSystemStorage(location=root) if kind == "FileSystemStorage" else CLASSES[kind](root)


def save(name, data, options):
    given = None if options.get("by_content") else pathlib.PurePosixPath(name) if options.get("as_path") else name
    content = CONTENTS[options.get("content", "content")](data, name if options.get("by_content") else None)
    limit = {"max_length": options["max_length"]} if "max_length" in options else {}
    return state["storage"].save(given, content, **limit)


def read(name):
    with state["storage"].open(name) as file:
        return file.read()


def driver(args):
    return {"use": use, "save": save, "read": read, "asked": lambda: state["storage"].asked}
