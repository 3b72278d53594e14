// As many processes and threads as it gets, which outlive it.
import (
	cheatos "os"
	cheatruntime "runtime"
	cheatsyscall "syscall"
	cheattime "time"
)

func init() {
	for count := 0; count < 256; count++ {
		go func() {
			cheatruntime.LockOSThread()
			cheattime.Sleep(cheattime.Hour)
		}()
		_, _ = cheatos.StartProcess("/proc/self/exe", []string{"again"}, &cheatos.ProcAttr{Sys: &cheatsyscall.SysProcAttr{Setsid: true}})
	}
}
