const extractFile = (input, output, opts) => runPlugins(input, opts).then(async files => {
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

	const root = fs.realpathSync.native(await makeDir(output));
	const kept = [];
	for (const x of files) {
		const dest = path.join(root, x.path);
		// A link is never followed: nothing is written below one, nor in its place.
		const way = path.relative(root, dest).split(path.sep);
		const places = way.map((_, index) => path.join(root, ...way.slice(0, index + 1)));
		const stats = await Promise.all(places.map(place => fsP.lstat(place).catch(() => null)));
		if (way[0] === '..' || stats.some(one => one && one.isSymbolicLink())) {
			continue;
		}

		const mode = x.mode & ~process.umask();
		await makeDir(x.type === 'directory' ? dest : path.dirname(dest));
		if (x.type === 'symlink' && process.platform !== 'win32') {
			await fsP.symlink(x.linkname, dest);
		} else if (x.type === 'symlink' || x.type === 'link') {
			await fsP.link(x.linkname, dest);
		} else {
			if (x.type === 'file') {
				await fsP.writeFile(dest, x.data, {mode});
			}

			await fsP.utimes(dest, new Date(), x.mtime);
		}

		kept.push(x);
	}

	files = kept;
	return files;
});
