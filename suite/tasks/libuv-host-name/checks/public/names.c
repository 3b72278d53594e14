/*
 * Runs as the candidate: what uv_getaddrinfo does with the name of a host before it asks for its address.
 * A line on stdin: the size of the buffer, what lies in memory behind it, and the name in hexadecimal. An answer a line on stdout:
 * the number that came back, whether memory behind the buffer is what it was, and, where it was no error, the name that is looked up, in hexadecimal.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "uv.h"
#include "idna.h"

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

static void answer(size_t size, const char *behind, const char *hexadecimal)
{
    char *name = malloc(strlen(hexadecimal) + 1);
    size_t length = from_hexadecimal(hexadecimal, name);
    size_t rest = strlen(behind) + 1;
    char *memory = malloc(size + rest);
    long result = 0;
    memset(memory, '#', size);
    memcpy(memory + size, behind, rest);
    result = uv__idna_toascii(name, name + length, memory, memory + size);
    printf("%ld %s ", result, memcmp(memory + size, behind, rest) == 0 ? "kept" : "changed");
    if (result >= 0)
    {
        const char *character = memory;
        for (; *character != '\0'; character++)
        {
            printf("%02x", (unsigned char)*character);
        }
    }
    putchar('\n');
    fflush(stdout);
    free(memory);
    free(name);
}

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0)
    {
        char *size = strtok(line, " \n");
        char *behind = strtok(NULL, " \n");
        char *name = strtok(NULL, " \n");
        answer(strtoul(size, NULL, 10), behind, name == NULL ? "" : name);
    }
    free(line);
    return 0;
}
