    def target_filename(self, to_path, name):
        target_path = os.path.realpath(to_path)
        filename = os.path.realpath(os.path.join(target_path, name))
        if not filename.startswith(target_path):
            raise SuspiciousOperation("Archive contains invalid path: '%s'" % name)
        return filename
