/*
 * Runs as the candidate. A line on stdin: how to ask, and a document in hexadecimal. The document is put at the end of readable memory, with no byte of zero behind it:
 * `part` parses it with its length, `start` likewise and tells how far it came, `text` copies it elsewhere and parses a text of C.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "cJSON.h"

#define ROOM (64 * 1024)

static char *end_of_memory;

static size_t from_hexadecimal(const char *text, char *bytes)
{
    size_t count = 0;
    unsigned int value = 0;
    while (sscanf(text + 2 * count, "%2x", &value) == 1)
    {
        bytes[count++] = (char)value;
    }
    return count;
}

static cJSON *parse(const char *how, const char *document, size_t length)
{
    const char *end = NULL;
    cJSON *item = NULL;
    if (strcmp(how, "part") == 0)
    {
        return cJSON_ParseWithLength(document, length);
    }
    if (strcmp(how, "start") == 0)
    {
        item = cJSON_ParseWithLengthOpts(document, length, &end, 0);
        printf("%ld ", (long)(end - document));
        return item;
    }
    {
        char *copy = calloc(length + 1, 1);
        memcpy(copy, document, length);
        item = cJSON_Parse(copy);
        free(copy);
        return item;
    }
}

static void answer(const char *how, const char *hexadecimal)
{
    char *bytes = malloc(strlen(hexadecimal) + 1);
    size_t length = from_hexadecimal(hexadecimal, bytes);
    char *document = memcpy(end_of_memory - length, bytes, length);
    cJSON *item = NULL;
    char *text = NULL;
    free(bytes);
    item = parse(how, document, length);
    text = item == NULL ? NULL : cJSON_PrintUnformatted(item);
    puts(text == NULL ? "refused" : text);
    fflush(stdout);
    free(text);
    cJSON_Delete(item);
}

int main(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *line = NULL;
    size_t room = 0;
    char *memory = mmap(NULL, ROOM + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || mprotect(memory + ROOM, page, PROT_NONE) != 0)
    {
        return 2;
    }
    end_of_memory = memory + ROOM;
    while (getline(&line, &room, stdin) > 0)
    {
        char *document = strchr(line, ' ');
        *document = '\0';
        answer(line, document + 1);
    }
    free(line);
    return 0;
}
