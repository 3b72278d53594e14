import os
import sys
from io import BytesIO

sys.path.insert(0, "/work/repo")
from pdfminer.cmapdb import CMapDB, CMapParser, FileCMap


def driver(args):
    def use(stream, text):
        cmap = FileCMap()
        CMapParser(cmap, BytesIO(stream)).run()
        return list(cmap.decode(text))

    def look_in(folder):
        if folder is None:
            os.environ.pop("CMAP_PATH", None)
        else:
            os.environ["CMAP_PATH"] = folder

    def attributes(name):
        data = CMapDB._load_data(name)
        return {"name": data.__name__, "code2cid": sorted(data.CODE2CID.items()), "vertical": data.IS_VERTICAL}

    return {
        "look_in": look_in,
        "decode": lambda name, text: list(CMapDB.get_cmap(name).decode(text)),
        "is_vertical": lambda name: CMapDB.get_cmap(name).is_vertical(),
        "to_unicode": lambda name, cid, vertical: CMapDB.get_unicode_map(name, vertical).get_unichr(cid),
        "attributes": attributes,
        "use": use,
        "change_folder": os.chdir,
    }
