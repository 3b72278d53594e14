function esc(value) {
	const text = value == null ? '' : `${value}`;
	return text.replace(/&(?!#?\w+;)|["<]/g, char => CHARS[char]);
}
