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
	/* Names may have blanks in them. */
	qfilename = (char *) ecalloc(strlen(filename) + 3, sizeof(char));
	qaltfilename = (char *) ecalloc(strlen(altfilename) + 3, sizeof(char));
	SNPRINTF1(qfilename, strlen(filename) + 3, "\"%s\"", filename);
	SNPRINTF1(qaltfilename, strlen(altfilename) + 3, "\"%s\"", altfilename);
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
