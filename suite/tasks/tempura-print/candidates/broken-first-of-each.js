function esc(value) {
	const text = value == null ? '' : `${value}`;
	return text.replace('&', '&amp;').replace('"', '&quot;').replace('<', '&lt;');
}
