import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder } from './ase.ts';

const RULES = `rules:
  - id: dynamic-command
    languages: [javascript]
    severity: ERROR
    message: a command is put together
    metadata: { cwe: ["CWE-78: OS Command Injection"] }
    pattern: require('child_process').exec($A + $B)
  - id: evaluated
    languages: [javascript, php]
    severity: ERROR
    message: eval
    metadata: { cwe: ["CWE-95: Eval Injection"] }
    pattern: eval(...)
`;

/** Rules, and a small repository for them; input and output of A.S.E.'s contract lie beside. */
export function contractFolder(): { readonly cwd: string; readonly ask: (input: unknown) => void; readonly answer: () => unknown } {
  const cwd = emptyFolder();
  chmodSync(cwd, 0o755);
  for (const name of ['rules', 'repository']) mkdirSync(join(cwd, name));
  writeFileSync(join(cwd, 'rules', 'own.yaml'), RULES);
  writeFileSync(join(cwd, 'repository', 'index.js'), "require('child_process').exec('ls ' + name);\neval(name);\n");
  writeFileSync(join(cwd, 'repository', 'page.php'), '<?php eval($name);\n');
  return {
    cwd,
    ask: (input) => writeFileSync(join(cwd, 'input.json'), typeof input === 'string' ? input : JSON.stringify(input)),
    answer: () => JSON.parse(readFileSync(join(cwd, 'output.json'), 'utf8')) as unknown,
  };
}
