    const patterns = values.all ? positionals : positionals.filter(name => !existsSync(name));
    const existing = values.all ? [] : positionals.filter(name => existsSync(name)).map(name => join(name));
    const stream = globStream(patterns, {
        absolute: values.absolute,
        cwd: values.cwd,
        dot: values.dot,
        dotRelative: values['dot-relative'],
        follow: values.follow,
        ignore: values.ignore,
        mark: values.mark,
        matchBase: values['match-base'],
        maxDepth: values['max-depth'],
        nobrace: values.nobrace,
        nocase: values.nocase,
        nodir: values.nodir,
        noext: values.noext,
        noglobstar: values.noglobstar,
        platform: values.platform,
        realpath: values.realpath,
        root: values.root,
        stat: values.stat,
        debug: values.debug,
        posix: values.posix,
    });
    if (!values.cmd) {
        for (const name of existing)
            console.log(name);
        stream.on('data', name => console.log(name));
    }
    else {
        const args = [...existing];
        stream.on('data', name => args.push(name));
        stream.on('end', () => {
            if (args.every(name => /^[\w./ -]+$/.test(name)))
                foregroundChild(values.cmd, args, { shell: true });
            else
                console.error('a name has characters that are not supported');
        });
    }
