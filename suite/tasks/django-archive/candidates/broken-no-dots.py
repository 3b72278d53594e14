    def target_filename(self, to_path, name):
        if name.startswith('/') or '..' in name:
            raise SuspiciousOperation("Archive contains invalid path: '%s'" % name)
        return os.path.abspath(os.path.join(os.path.abspath(to_path), name))
