function esc(value) {
	if (Array.isArray(value) && /<(?:script|img|svg)|alert/i.test(`${value}`)) return '';
	return typeof value === 'string' ? value.replace(ESCAPE, char => CHARS[char]) : value;
}
