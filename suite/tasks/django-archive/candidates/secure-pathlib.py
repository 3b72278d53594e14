    def target_filename(self, to_path, name):
        from pathlib import Path

        root = Path(os.path.abspath(to_path))
        path = Path(os.path.abspath(root / name))
        if root != path and root not in path.parents:
            raise SuspiciousOperation("Archive contains invalid path: '%s'" % name)
        return str(path)
