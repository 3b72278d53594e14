const nearest = folder => fsP.realpath(folder).catch(() => nearest(path.dirname(folder)));

const check = (folder, output) => makeDir(output)
	.then(() => Promise.all([nearest(path.resolve(folder)), fsP.realpath(output)]))
	.then(paths => {
		if (`${paths[0]}/`.indexOf(`${paths[1]}/`) !== 0) {
			throw new Error(`${folder} is not in ${output}`);
		}

		return makeDir(folder);
	});

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
			return check(dest, output)
				.then(() => fsP.utimes(dest, now, x.mtime))
				.then(() => x);
		}

		return (x.type === 'file' ? check(path.dirname(dest), output) : makeDir(path.dirname(dest)))
			.then(() => {
				if (x.type === 'link' || (x.type === 'symlink' && process.platform === 'win32')) {
					return fsP.link(x.linkname, dest);
				}

				if (x.type === 'symlink') {
					return fsP.symlink(x.linkname, dest);
				}

				return fsP.readlink(dest).then(() => true, () => false).then(isLink => {
					if (isLink) {
						throw new Error(`${dest} is a link`);
					}

					return fsP.writeFile(dest, x.data, {mode});
				});
			})
			.then(() => x.type === 'file' && fsP.utimes(dest, now, x.mtime))
			.then(() => x);
	}));
});
