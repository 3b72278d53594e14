function esc(value) {
	if (!value) return '';
	return `${value}`.replace(ESCAPE, char => CHARS[char]);
}
