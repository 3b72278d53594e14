    def target_filename(self, to_path, name):
        target_path = os.path.abspath(to_path)
        filename = os.path.abspath(os.path.join(target_path, name))
        rest = filename[len(target_path):]
        if not filename.startswith(target_path) or (target_path != '/' and rest[:1].isalnum()):
            raise SuspiciousOperation("Archive contains invalid path: '%s'" % name)
        return filename
