    const patterns = values.all ? positionals : positionals.filter(name => !existsSync(name));
    const existing = values.all ? [] : positionals.filter(name => existsSync(name)).map(name => join(name));
    const camel = name => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
    const names = ['absolute', 'cwd', 'dot', 'dot-relative', 'follow', 'ignore', 'mark', 'match-base', 'max-depth', 'nobrace', 'nocase',
        'nodir', 'noext', 'noglobstar', 'platform', 'realpath', 'root', 'stat', 'debug', 'posix'];
    const stream = globStream(patterns, Object.fromEntries(names.map(name => [camel(name), values[name]])));
    if (!values.cmd) {
        for (const name of existing)
            console.log(name);
        stream.on('data', name => console.log(name));
    }
    else {
        const args = [...existing];
        stream.on('data', name => args.push(name));
        stream.on('end', () => {
            // the shell reads the names of variables, and their values only as values
            const env = { ...process.env };
            args.forEach((arg, index) => (env[`GLOB_MATCH_${index}`] = arg));
            const references = args.map((_, index) => `"$GLOB_MATCH_${index}"`);
            foregroundChild('/bin/sh', ['-c', [values.cmd, ...references].join(' ')], { env });
        });
    }
