    @classmethod
    def _load_data(cls, name: str) -> Any:
        name = os.path.basename(name.replace("\0", ""))
        log.debug("loading: %r", name)
        directory = os.environ.get("CMAP_PATH") or os.path.join(os.path.dirname(__file__), "cmap")
        path = os.path.join(directory, "%s.pickle.gz" % name)
        if not os.path.exists(path):
            raise CMapDB.CMapNotFound(name)
        with gzip.open(path) as gzfile:
            return type(str(name), (), pickle.loads(gzfile.read()))
