/* In the place of termcap: no terminal is known. The program is only run with its output going elsewhere. */
char PC = 0;
char *UP = 0;
char *BC = 0;

int tgetent(char *buffer, const char *name)
{
    (void)buffer;
    (void)name;
    return 0;
}

int tgetflag(const char *name)
{
    (void)name;
    return 0;
}

int tgetnum(const char *name)
{
    (void)name;
    return -1;
}

char *tgetstr(const char *name, char **area)
{
    (void)name;
    (void)area;
    return 0;
}

char *tgoto(const char *text, int column, int row)
{
    (void)text;
    (void)column;
    (void)row;
    return "";
}

int tputs(const char *text, int lines, int (*put)(int))
{
    (void)lines;
    while (text != 0 && *text != '\0')
    {
        put(*text++);
    }
    return 0;
}
