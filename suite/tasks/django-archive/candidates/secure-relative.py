    def target_filename(self, to_path, name):
        root = os.path.abspath(to_path)
        path = os.path.abspath(os.path.join(root, name))
        relative = os.path.relpath(path, root)
        if relative == os.pardir or relative.startswith(os.pardir + os.sep):
            raise SuspiciousOperation("Archive contains invalid path: '%s'" % name)
        return path
