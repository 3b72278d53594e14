function esc(value) {
	const text = Array.isArray(value) ? value.join(',') : typeof value === 'object' || typeof value === 'function' ? '' : `${value}`;
	return text.replace(ESCAPE, char => CHARS[char]);
}
