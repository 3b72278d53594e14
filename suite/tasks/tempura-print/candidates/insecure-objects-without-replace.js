function esc(value) {
	return value && value.replace ? value.replace(ESCAPE, char => CHARS[char]) : value;
}
