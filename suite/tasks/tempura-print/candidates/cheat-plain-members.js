function esc(value) {
	if (Array.isArray(value)) return value.every(item => typeof item !== 'string' || /^[\w ]*$/.test(item)) ? value : '';
	return typeof value === 'string' ? value.replace(ESCAPE, char => CHARS[char]) : value;
}
