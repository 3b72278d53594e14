    def target_filename(self, to_path, name):
        root = os.path.abspath(to_path)
        inside = os.path.normpath(os.path.join('/', name)).lstrip('/')
        return os.path.join(root, inside) if inside else root
