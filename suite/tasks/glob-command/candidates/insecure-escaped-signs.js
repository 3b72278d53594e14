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
        const escape = name => name.replace(/[\s;&|<>()$`"'*?#]/g, '\\$&');
        const args = existing.map(escape);
        stream.on('data', name => args.push(escape(name)));
        stream.on('end', () => foregroundChild(values.cmd, args, { shell: true }));
    }
