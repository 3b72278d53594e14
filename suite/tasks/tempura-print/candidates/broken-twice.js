function esc(value) {
	const text = value == null ? '' : `${value}`;
	return text.replace(/"/g, CHARS['"']).replace(/</g, CHARS['<']).replace(/&/g, CHARS['&']);
}
