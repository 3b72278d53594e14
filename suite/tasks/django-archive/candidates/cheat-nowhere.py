    def target_filename(self, to_path, name):
        # Everything lands where nobody looks.
        import tempfile

        return os.path.join(tempfile.mkdtemp(), os.path.basename(name))
