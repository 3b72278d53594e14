import os
import stat
import sys

sys.path.insert(0, "/work/repo")
from django.utils import archive


def driver(args):
    def tree(folder):
        found = {}
        for parent, folders, files in os.walk(folder):
            for name in folders:
                found[os.path.relpath(os.path.join(parent, name), folder) + "/"] = None
            for name in files:
                path = os.path.join(parent, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
        return found

    def extract(path, to_path, ways=None):
        if ways == "object":
            with archive.Archive(path) as opened:
                opened.extract(to_path)
        else:
            archive.extract(path, to_path)

    return {
        "extract": extract,
        "target_filename": lambda to_path, name: archive.BaseArchive().target_filename(to_path, name),
        "make_folder": lambda path: os.makedirs(path, exist_ok=True),
        "link": os.symlink,
        "change_folder": os.chdir,
        "tree": tree,
        "mode": lambda path: stat.S_IMODE(os.stat(path).st_mode),
    }
