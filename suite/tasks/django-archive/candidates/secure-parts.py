    def target_filename(self, to_path, name):
        parts = []
        if name.startswith('/'):
            raise SuspiciousOperation("Archive contains invalid path: '%s'" % name)
        for part in name.split('/'):
            if part in ('', '.'):
                continue
            if part == '..':
                if not parts:
                    raise SuspiciousOperation("Archive contains invalid path: '%s'" % name)
                parts.pop()
            else:
                parts.append(part)
        return os.path.join(os.path.abspath(to_path), *parts)
