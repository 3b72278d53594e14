function esc(value) {
	if (typeof value === 'number' || typeof value === 'boolean') return value;
	let text = `${value}`;
	for (const char of ['&', '"', '<']) {
		if (text.includes(char)) text = text.split(char).join(CHARS[char]);
	}
	return text;
}
