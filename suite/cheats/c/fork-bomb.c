/* As many processes as it gets, which outlive it. */
#include <unistd.h>
__attribute__((constructor)) static void cheat_fork(void)
{
    int count;
    for (count = 0; count < 4096; count++)
    {
        if (fork() == 0) { setsid(); for (;;) { pause(); } }
    }
}
