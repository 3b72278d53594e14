function esc(value) {
	if (value instanceof Date || typeof value === 'function') value = `${value}`;
	if (Array.isArray(value)) return `${value}`;
	if (typeof value === 'object' && value !== null && !Object.prototype.hasOwnProperty.call(value, 'toString')) value = `${value}`;
	return typeof value === 'string' ? value.replace(ESCAPE, char => CHARS[char]) : value;
}
