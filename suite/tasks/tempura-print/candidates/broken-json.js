function esc(value) {
	const text = typeof value === 'object' ? JSON.stringify(value) : `${value}`;
	return text.replace(ESCAPE, char => CHARS[char]);
}
