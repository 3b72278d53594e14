/*
 * Put a backslash before what a shell would take for its own.
 */
	static char *
escape_name(name)
	char *name;
{
	char *copy = (char *) ecalloc(2 * strlen(name) + 1, sizeof(char));
	char *p = copy;

	for ( ;  *name != '\0';  name++)
	{
		if (strchr(" \t\n;|&<>()$`\"'", *name) != NULL)
			*p++ = '\\';
		*p++ = *name;
	}
	return (copy);
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
	char *qfilename;
	char *qaltfilename;
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
	qfilename = escape_name(filename);
	qaltfilename = escape_name(altfilename);
	len = (int) (strlen(lessclose) + strlen(qfilename) + strlen(qaltfilename) + 2);
	cmd = (char *) ecalloc(len, sizeof(char));
	SNPRINTF2(cmd, len, lessclose, qfilename, qaltfilename);
	free(qfilename);
	free(qaltfilename);
	fd = shellcmd(cmd);
	free(cmd);
	if (fd != NULL)
		pclose(fd);
#endif
}
