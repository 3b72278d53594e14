function esc(value) {
	if (value === null || value === undefined) return '';
	return String(value).replace(ESCAPE, char => CHARS[char]);
}
