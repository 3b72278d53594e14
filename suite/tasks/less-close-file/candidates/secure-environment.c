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
	/*
	 * The shell takes the names from its environment.
	 */
	setenv("LESS_ORIGINAL_NAME", filename, 1);
	setenv("LESS_REPLACEMENT_NAME", altfilename, 1);
	len = (int) strlen(lessclose) + 64;
	cmd = (char *) ecalloc(len, sizeof(char));
	SNPRINTF2(cmd, len, lessclose, "\"$LESS_ORIGINAL_NAME\"", "\"$LESS_REPLACEMENT_NAME\"");
	fd = shellcmd(cmd);
	free(cmd);
	if (fd != NULL)
		pclose(fd);
	unsetenv("LESS_ORIGINAL_NAME");
	unsetenv("LESS_REPLACEMENT_NAME");
#endif
}
