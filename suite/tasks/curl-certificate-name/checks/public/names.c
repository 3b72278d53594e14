/* Runs as the candidate: a name of a certificate and one of a host a line on stdin, in hexadecimal; a line on stdout tells whether the one is for the other. */
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool Curl_cert_hostcheck(const char *match, size_t matchlen, const char *hostname, size_t hostlen);

/* As in the library, in the file hostip.c, which needs all the rest of it. */
bool Curl_host_is_ipnum(const char *hostname)
{
    struct in_addr four;
    struct in6_addr six;
    return inet_pton(AF_INET, hostname, &four) > 0 || inet_pton(AF_INET6, hostname, &six) > 0;
}

static char *from_hexadecimal(const char *text)
{
    size_t count = 0;
    unsigned int value = 0;
    char *bytes = calloc(strlen(text) / 2 + 1, 1);
    while (sscanf(text + 2 * count, "%2x", &value) == 1)
    {
        bytes[count++] = (char)value;
    }
    return bytes;
}

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0)
    {
        char *end = strchr(line, ' ');
        char *pattern = NULL;
        char *host = NULL;
        *end = '\0';
        pattern = from_hexadecimal(line);
        host = from_hexadecimal(end + 1);
        puts(Curl_cert_hostcheck(pattern, strlen(pattern), host, strlen(host)) ? "yes" : "no");
        fflush(stdout);
        free(pattern);
        free(host);
    }
    free(line);
    return 0;
}
