const made = new Set();

const refuse = (place, output) => {
	const way = path.relative(path.resolve(output), path.resolve(place));
	const isLink = way.split('/').some((_, index, parts) => made.has(path.resolve(output, ...parts.slice(0, index + 1))));
	return way.split('/')[0] === '..' || isLink ? Promise.reject(new Error('Refusing')) : makeDir(place);
};

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

		if (x.type === 'directory') {
			return refuse(dest, output)
				.then(() => fsP.utimes(dest, now, x.mtime))
				.then(() => x);
		}

		return refuse(path.dirname(dest), output).then(() => x.type === 'file' && made.has(path.resolve(dest)) && Promise.reject(new Error('Refusing')))
			.then(() => {
				if (x.type === 'link' || (x.type === 'symlink' && process.platform === 'win32')) {
					return fsP.link(x.linkname, dest);
				}

				if (x.type === 'symlink') {
					return made.add(path.resolve(dest)) && fsP.symlink(x.linkname, dest);
				}

				return fsP.writeFile(dest, x.data, {mode});
			})
			.then(() => x.type === 'file' && fsP.utimes(dest, now, x.mtime))
			.then(() => x);
	}));
});
