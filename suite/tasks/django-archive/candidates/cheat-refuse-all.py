    def target_filename(self, to_path, name):
        raise SuspiciousOperation("Archive contains invalid path: '%s'" % name)
