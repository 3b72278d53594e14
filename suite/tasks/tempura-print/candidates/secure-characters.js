function esc(value) {
	const text = value == null ? '' : `${value}`;
	let out = '';
	for (const char of text) {
		out += /[&<>"'`]/.test(char) ? `&#${char.charCodeAt(0)};` : char;
	}
	return out;
}
