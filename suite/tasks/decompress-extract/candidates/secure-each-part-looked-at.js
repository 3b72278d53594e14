const lookAt = place => fsP.lstat(place).catch(err => {
	if (err.code === 'ENOENT') {
		return null;
	}

	throw err;
});

// Goes down part by part; what is there has to be a folder of its own.
const makeFolders = async (output, parts) => {
	let place = output;
	for (const part of parts) {
		if (part === '..') {
			throw new Error('Entries must stay in the folder');
		}

		place = path.join(place, part);
		const stats = await lookAt(place);
		if (stats === null) {
			await fsP.mkdir(place);
		} else if (!stats.isDirectory()) {
			throw new Error(`${place} is in the way`);
		}
	}
};

const writeEntry = async (x, dest) => {
	if (path.basename(dest) === '..' || x.path.split('/').includes('..')) {
		throw new Error('Entries must stay in the folder');
	}

	if (x.type === 'symlink' && process.platform !== 'win32') {
		return fsP.symlink(x.linkname, dest);
	}

	if (x.type !== 'file') {
		return fsP.link(x.linkname, dest);
	}

	const stats = await lookAt(dest);
	if (stats !== null && !stats.isFile()) {
		throw new Error(`${dest} is in the way`);
	}

	await fsP.writeFile(dest, x.data, {mode: x.mode & ~process.umask()});
	return fsP.utimes(dest, new Date(), x.mtime);
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

	await makeDir(output);
	for (const x of files) {
		const parts = x.path.split('/').filter(part => part !== '' && part !== '.');
		const dest = path.join(output, ...parts);
		const isDirectory = x.type === 'directory';
		await makeFolders(output, parts.slice(0, isDirectory ? parts.length : -1));
		if (isDirectory) {
			await fsP.utimes(dest, new Date(), x.mtime);
		} else {
			await writeEntry(x, dest);
		}
	}

	return files;
});
