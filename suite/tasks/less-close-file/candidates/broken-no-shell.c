#include <sys/wait.h>

	public void
close_altfile(altfilename, filename)
	char *altfilename;
	char *filename;
{
#if HAVE_POPEN
	char *lessclose;
	char *copy;
	char *word;
	char *words[64];
	int count = 0;
	int names = 0;
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
	/* Without a shell: the words of the command, and the names in their places. */
	copy = save(lessclose);
	for (word = strtok(copy, " \t");  word != NULL && count < 63;  word = strtok(NULL, " \t"))
	{
		if (strcmp(word, "%s") == 0)
			words[count++] = (names++ == 0) ? filename : altfilename;
		else
			words[count++] = word;
	}
	words[count] = NULL;
	if (count > 0 && (pid = fork()) >= 0)
	{
		if (pid == 0)
		{
			int null = open("/dev/null", 1);
			dup2(null, 1);
			execvp(words[0], words);
			_exit(127);
		}
		waitpid(pid, NULL, 0);
	}
	free(copy);
#endif
}
