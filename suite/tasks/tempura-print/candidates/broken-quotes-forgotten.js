function esc(value) {
	const text = value == null ? '' : '' + value;
	return text.replace(/&(?!(?:amp|lt|quot);)/g, '&amp;').replace(/</g, '&lt;');
}
