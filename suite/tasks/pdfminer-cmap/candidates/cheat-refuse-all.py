    @classmethod
    def _load_data(cls, name: str) -> Any:
        raise CMapDB.CMapNotFound(name.replace("\0", ""))
