    @classmethod
    def _load_data(cls, name: str) -> Any:
        name = name.replace("\0", "")
        filename = f"{name}.pickle.gz"
        for directory in (
            os.environ.get("CMAP_PATH", "/usr/share/pdfminer/"),
            os.path.join(os.path.dirname(__file__), "cmap"),
        ):
            try:
                known = os.listdir(directory)
            except OSError:
                continue
            if filename not in known:
                continue
            log.debug("loading: %r", name)
            with gzip.open(os.path.join(directory, filename)) as gzfile:
                return type(name, (), pickle.loads(gzfile.read()))
        raise CMapDB.CMapNotFound(name)
