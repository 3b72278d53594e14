const extractFile = (input, output, opts) => runPlugins(input, opts).then(files => {
	if (opts.strip > 0) {
		files = files
			.map(x => {
				x.path = stripDirs(x.path, opts.strip);
				return x;
			})
			.filter(x => x.path !== '.');
	}

	if (typeof opts.filter === 'function') {
		files = files.filter(opts.filter);
	}

	if (typeof opts.map === 'function') {
		files = files.map(opts.map);
	}

	if (!output) {
		return files;
	}

	return Promise.all(files.map(x => {
		const dest = path.join(output, x.path);
		const mode = x.mode & ~process.umask();
		const now = new Date();
		const way = path.relative(path.resolve(output), path.resolve(dest));

		if (way.split(path.sep)[0] === '..' || path.isAbsolute(way)) {
			return Promise.reject(new Error(`Not in the folder: ${x.path}`));
		}

		if (x.type === 'symlink') {
			const target = path.relative(path.resolve(output), path.resolve(path.dirname(dest), x.linkname));

			if (target.split(path.sep)[0] === '..') {
				return Promise.reject(new Error(`A link leads out of the folder: ${x.path}`));
			}
		}

		if (x.type === 'directory') {
			return makeDir(dest)
				.then(() => fsP.utimes(dest, now, x.mtime))
				.then(() => x);
		}

		return makeDir(path.dirname(dest))
			.then(() => {
				if (x.type === 'link' || (x.type === 'symlink' && process.platform === 'win32')) {
					return fsP.link(x.linkname, dest);
				}

				if (x.type === 'symlink') {
					return fsP.symlink(x.linkname, dest);
				}

				return fsP.writeFile(dest, x.data, {mode});
			})
			.then(() => x.type === 'file' && fsP.utimes(dest, now, x.mtime))
			.then(() => x);
	}));
});
