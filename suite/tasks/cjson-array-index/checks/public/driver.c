/* Runs as the candidate: a command a line on stdin, an answer a line on stdout. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cJSON.h"
#include "cJSON_Utils.h"

static cJSON *document = NULL;

static void show(const cJSON *item)
{
    char *text = item == NULL ? NULL : cJSON_PrintUnformatted(item);
    puts(text == NULL ? "none" : text);
    free(text);
}

static void apply(const char *text, int case_sensitive)
{
    cJSON *patches = cJSON_Parse(text);
    cJSON *copy = cJSON_Duplicate(document, 1);
    int status = case_sensitive ? cJSONUtils_ApplyPatchesCaseSensitive(copy, patches) : cJSONUtils_ApplyPatches(copy, patches);
    if (status == 0)
    {
        show(copy);
    }
    else
    {
        puts("refused");
    }
    cJSON_Delete(copy);
    cJSON_Delete(patches);
}

static void answer(const char *command, const char *argument)
{
    if (strcmp(command, "document") == 0)
    {
        cJSON_Delete(document);
        document = cJSON_Parse(argument);
        puts(document == NULL ? "bad" : "ok");
    }
    else if (strcmp(command, "get") == 0)
    {
        show(cJSONUtils_GetPointer(document, argument));
    }
    else if (strcmp(command, "get-exactly") == 0)
    {
        show(cJSONUtils_GetPointerCaseSensitive(document, argument));
    }
    else
    {
        apply(argument, strcmp(command, "patch-exactly") == 0);
    }
    fflush(stdout);
}

int main(void)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t length = 0;
    while ((length = getline(&line, &size, stdin)) > 0)
    {
        char *argument = strchr(line, ' ');
        if (line[length - 1] == '\n')
        {
            line[length - 1] = '\0';
        }
        if (argument != NULL)
        {
            *argument = '\0';
            answer(line, argument + 1);
        }
    }
    free(line);
    cJSON_Delete(document);
    return 0;
}
