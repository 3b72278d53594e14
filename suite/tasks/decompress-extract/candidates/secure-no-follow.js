// Makes folder by folder, and sees after each where it has come to.
const enter = async (root, names) => {
	let place = root;
	for (const name of names) {
		const next = path.join(place, name);
		await fsP.mkdir(next).catch(err => {
			if (err.code !== 'EEXIST') {
				throw err;
			}
		});
		place = fs.realpathSync.native(next);
		if (path.relative(root, place).split(path.sep)[0] === '..') {
			throw new RangeError(`${next} leads out of the folder`);
		}
	}

	return place;
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
		const names = path.posix.normalize(x.path).split('/').filter(Boolean);
		if (names.includes('..')) {
			throw new RangeError(`An entry leads up: ${x.path}`);
		}

		const last = x.type === 'directory' ? null : names.pop();
		const folder = await enter(root, names);
		const dest = last === null ? folder : path.join(folder, last);
		if (x.type === 'link' || (x.type === 'symlink' && process.platform === 'win32')) {
			await fsP.link(x.linkname, dest);
		} else if (x.type === 'symlink') {
			await fsP.symlink(x.linkname, dest);
		} else if (x.type === 'file') {
			const flags = fs.constants.O_WRONLY | fs.constants.O_CREAT | fs.constants.O_TRUNC | fs.constants.O_NOFOLLOW;
			await fsP.writeFile(dest, x.data, {mode: x.mode & ~process.umask(), flag: flags});
		}

		if (x.type === 'directory' || x.type === 'file') {
			await fsP.utimes(dest, new Date(), x.mtime);
		}
	}

	return files;
});
