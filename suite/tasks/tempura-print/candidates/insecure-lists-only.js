function esc(value) {
	if (Array.isArray(value)) value = value.join(',');
	if (typeof value !== 'string') return value;
	return value.replace(ESCAPE, char => CHARS[char]);
}
