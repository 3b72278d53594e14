/*
 * Insert a backslash before each metacharacter in a string.
 */
	public char *
shell_quote(s)
	char *s;
{
	char *p;
	char *newstr;
	char *esc = get_meta_escape();
	size_t esclen = strlen(esc);
	size_t room = (esclen > 2) ? esclen : 2;

	if (esclen == 0)
	{
		/* This shell has quotes only. */
		size_t len = strlen(s) + 3;
		for (p = s;  *p != '\0' && !metachar(*p);  p++)
			continue;
		if (*p == '\0')
			return (save(s));
		if (strchr(s, openquote) != NULL || strchr(s, closequote) != NULL)
			return (NULL);
		newstr = (char *) ecalloc(len, sizeof(char));
		SNPRINTF3(newstr, len, "%c%s%c", openquote, s, closequote);
		return (newstr);
	}

	newstr = p = (char *) ecalloc(strlen(s) * (room + 1) + 1, sizeof(char));
	for ( ;  *s != '\0';  s++)
	{
		if (*s == '\n')
		{
			*p++ = '\'';
			*p++ = '\n';
			*p++ = '\'';
			continue;
		}
		if (metachar(*s))
		{
			strcpy(p, esc);
			p += esclen;
		}
		*p++ = *s;
	}
	*p = '\0';
	return (newstr);
}
