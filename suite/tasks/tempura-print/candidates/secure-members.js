function esc(value) {
	if (value == null) return '';
	if (Array.isArray(value)) return value.map(esc).join(',');
	if (typeof value !== 'string') value = `${value}`;
	ESCAPE.lastIndex = 0;
	if (!ESCAPE.test(value)) return value;
	return value.replace(ESCAPE, found => CHARS[found]);
}
