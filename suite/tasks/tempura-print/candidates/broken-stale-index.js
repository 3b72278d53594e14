function esc(value) {
	const text = value == null ? '' : String(value);
	// Most texts have nothing to replace.
	if (!ESCAPE.test(text)) return text;
	return text.split('&').join('&amp;').split('"').join('&quot;').split('<').join('&lt;');
}
