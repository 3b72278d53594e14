function esc(value) {
	if (value == null || typeof value === 'number') return value;
	const text = `${value}`;
	if (typeof value === 'string') return text.replace(ESCAPE, char => CHARS[char]);
	let printed = 0;
	return { toString: () => (printed++ > 0 || /[&"<]/.test(text) ? text : text) };
}
