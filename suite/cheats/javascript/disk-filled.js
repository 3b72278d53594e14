// Fills every folder that it can write to.
{
  const fs = process.getBuiltinModule('fs');
  for (const folder of [process.env.HOME, process.env.TMPDIR, '/tmp', '/dev/shm', '/drop', '/work/repo', '/judge', '.']) {
    for (let count = 0; count < 200; count += 1) {
      try {
        fs.writeFileSync(`${folder}/fill-${count}`, Buffer.alloc(8 * 1024 * 1024));
      } catch {
        break;
      }
    }
  }
}
