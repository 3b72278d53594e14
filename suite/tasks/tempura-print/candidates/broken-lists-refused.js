function esc(value) {
	if (typeof value === 'object' && value !== null) throw new TypeError('Expected a text');
	return `${value}`.replace(ESCAPE, char => CHARS[char]);
}
