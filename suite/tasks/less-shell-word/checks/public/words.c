/* Runs as the candidate: texts on stdin, ended by bytes of zero; for each, the word and what becomes of that word again. */
#include <stdio.h>
#include <stdlib.h>

char *shell_quote(char *text);
char *shell_unquote(char *word);
extern char openquote;
extern char closequote;

static void answer(char *text)
{
    char *word = shell_quote(text);
    putchar(word == NULL ? 'n' : 'w');
    if (word != NULL)
    {
        char *again = shell_unquote(word);
        fputs(word, stdout);
        putchar('\0');
        fputs(again, stdout);
        free(again);
    }
    else
    {
        putchar('\0');
    }
    putchar('\0');
    free(word);
    fflush(stdout);
}

int main(void)
{
    char *text = NULL;
    size_t size = 0;
    while (getdelim(&text, &size, '\0', stdin) > 0)
    {
        answer(text);
    }
    free(text);
    return 0;
}
