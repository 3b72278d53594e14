function esc(value) {
	if (typeof value !== 'string' && !(value instanceof String)) return value;
	let out = '';
	for (const char of value.valueOf()) out += CHARS[char] || char;
	return out;
}
