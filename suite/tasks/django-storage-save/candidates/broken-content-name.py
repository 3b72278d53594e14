    def save(self, name, content, max_length=None):
        """
        Save new content to the file specified by name. The content should be
        a proper File object or any Python file-like object, ready to be read
        from the beginning.
        """
        name = name or content.name
        content = content if isinstance(content, File) else File(content)

        name = self.get_available_name(name, max_length=max_length)
        if os.path.isabs(name) or '..' in pathlib.PurePosixPath(name).parts:
            raise SuspiciousFileOperation("'%s' is not below the storage" % name)
        return self._save(name, content)
