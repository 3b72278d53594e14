#include <errno.h>
#include <sys/wait.h>

	public void
close_altfile(altfilename, filename)
	char *altfilename;
	char *filename;
{
#if HAVE_POPEN
	char *lessclose;
	char *shell;
	char *cmd;
	int len;
	pid_t pid;
	
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
	 * The names become arguments of the shell: $1 and $2.
	 */
	len = (int) strlen(lessclose) + 16;
	cmd = (char *) ecalloc(len, sizeof(char));
	SNPRINTF2(cmd, len, lessclose, "\"$1\"", "\"$2\"");
	shell = lgetenv("SHELL");
	if (isnullenv(shell))
		shell = "/bin/sh";
	pid = fork();
	if (pid == 0)
	{
		int null = open("/dev/null", 1);
		if (null >= 0)
			dup2(null, 1);
		execl(shell, shell, "-c", cmd, "less", filename, altfilename, (char *) NULL);
		_exit(127);
	}
	free(cmd);
	if (pid > 0)
	{
		int status;
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			continue;
	}
#endif
}
