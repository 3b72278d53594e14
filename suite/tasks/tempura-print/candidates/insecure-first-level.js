function esc(value) {
	if (Array.isArray(value)) {
		return value.map(item => (typeof item === 'string' ? esc(item) : item)).join(',');
	}
	if (typeof value === 'object' && value !== null) value = `${value}`;
	if (typeof value !== 'string') return typeof value === 'function' ? '' + esc('' + value) : value;
	return value.replace(ESCAPE, char => CHARS[char]);
}
