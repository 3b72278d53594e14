function esc(value) {
	const text = value == null ? '' : '' + value;
	let out = '', last = 0, found;
	ESCAPE.lastIndex = 0;
	while ((found = ESCAPE.exec(text))) {
		out += text.slice(last, found.index) + CHARS[found[0]];
		last = found.index + 1;
	}
	return last === 0 ? text : out;
}
