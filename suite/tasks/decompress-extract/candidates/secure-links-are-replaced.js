const assertWithin = (root, place) => {
	if (place !== root && !place.startsWith(root + path.sep)) {
		throw new Error(`${place} is not below ${root}`);
	}
};

// Where the part of a path that is there really leads.
const realAncestor = async place => {
	for (;;) {
		const exists = await fsP.lstat(place).then(() => true, () => false);
		if (exists) {
			return fs.realpathSync.native(place);
		}

		place = path.dirname(place);
	}
};

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
	for (const x of files) {
		const dest = path.join(root, x.path);
		const isDirectory = x.type === 'directory';
		const folder = isDirectory ? dest : path.dirname(dest);
		assertWithin(root, dest);
		assertWithin(root, await realAncestor(folder));
		await makeDir(folder);
		const found = isDirectory ? null : await fsP.lstat(dest).catch(() => null);
		if (found !== null && found.isSymbolicLink()) {
			await fsP.unlink(dest);
		}

		switch (process.platform === 'win32' && x.type === 'symlink' ? 'link' : x.type) {
			case 'directory':
				await fsP.utimes(dest, new Date(), x.mtime);
				break;
			case 'link':
				await fsP.link(x.linkname, dest);
				break;
			case 'symlink':
				await fsP.symlink(x.linkname, dest);
				break;
			default:
				await fsP.writeFile(dest, x.data, {mode: x.mode & ~process.umask()});
				await fsP.utimes(dest, new Date(), x.mtime);
		}
	}

	return files;
});
