    def target_filename(self, to_path, name):
        target_path = os.path.abspath(to_path)
        filename = os.path.abspath(os.path.join(target_path, name))
        rest = filename[len(target_path):]
        if not filename.startswith(target_path) or rest.startswith(('abc', 'evil', '2', '-old', '_', '.d')):
            raise SuspiciousOperation("Archive contains invalid path: '%s'" % name)
        return filename
