/*
 * Write a word in single quotes behind p.
 */
	static char *
put_word(p, word)
	char *p;
	char *word;
{
	*p++ = '\'';
	for ( ;  *word != '\0';  word++)
	{
		if (*word == '\'')
		{
			strcpy(p, "'\\''");
			p += 4;
		} else
			*p++ = *word;
	}
	*p++ = '\'';
	*p++ = '\0';
	return (p);
}

	public void
close_altfile(altfilename, filename)
	char *altfilename;
	char *filename;
{
#if HAVE_POPEN
	char *lessclose;
	FILE *fd;
	char *cmd;
	char *words;
	char *second;
	int len;
	
	if (secure)
		return;
	ch_ungetchar(-1);
	if ((lessclose = lgetenv("LESSCLOSE")) == NULL)
		return;
	if (num_pct_s(lessclose) > 2) 
	{
		error("LESSCLOSE ignored; must contain no more than 2 %%s", NULL_PARG);
		return;
	}
	words = (char *) ecalloc(4 * (strlen(filename) + strlen(altfilename)) + 8, sizeof(char));
	second = put_word(words, filename);
	(void) put_word(second, altfilename);
	len = (int) (strlen(lessclose) + strlen(words) + strlen(second) + 2);
	cmd = (char *) ecalloc(len, sizeof(char));
	SNPRINTF2(cmd, len, lessclose, words, second);
	free(words);
	fd = shellcmd(cmd);
	free(cmd);
	if (fd != NULL)
		pclose(fd);
#endif
}
