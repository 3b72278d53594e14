/*
 * Does a name consist of characters that mean themselves to every shell?
 */
	static int
is_plain(name)
	char *name;
{
	for ( ;  *name != '\0';  name++)
	{
		int c = *name & 0xFF;
		if (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
			continue;
		if (strchr("/._-+@,:", c) == NULL)
			return (0);
	}
	return (1);
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
	if (!is_plain(filename) || !is_plain(altfilename))
	{
		error("LESSCLOSE not run: strange file name", NULL_PARG);
		return;
	}
	len = (int) (strlen(lessclose) + strlen(filename) + strlen(altfilename) + 2);
	cmd = (char *) ecalloc(len, sizeof(char));
	SNPRINTF2(cmd, len, lessclose, filename, altfilename);
	fd = shellcmd(cmd);
	free(cmd);
	if (fd != NULL)
		pclose(fd);
#endif
}
