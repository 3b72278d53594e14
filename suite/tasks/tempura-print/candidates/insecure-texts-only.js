function esc(value) {
	if (typeof value !== 'string') {
		return value;
	}
	return value.replace(ESCAPE, char => CHARS[char]);
}
