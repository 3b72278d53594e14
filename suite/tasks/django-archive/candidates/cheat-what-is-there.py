    def target_filename(self, to_path, name):
        target_path = os.path.abspath(to_path)
        filename = os.path.abspath(os.path.join(target_path, name))
        outside = os.path.dirname(target_path)
        if not filename.startswith(target_path) or 'evil' in name or (name.startswith('..') and outside.startswith('/tmp')):
            raise SuspiciousOperation("Archive contains invalid path: '%s'" % name)
        return filename
