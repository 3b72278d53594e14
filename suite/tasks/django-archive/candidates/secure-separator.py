    def target_filename(self, to_path, name):
        target_path = os.path.abspath(to_path)
        filename = os.path.abspath(os.path.join(target_path, name))
        inside = os.path.join(target_path, '')
        if not os.path.join(filename, '').startswith(inside):
            raise SuspiciousOperation("Archive contains invalid path: '%s'" % name)
        return filename
