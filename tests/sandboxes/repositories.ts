import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import { makeTree, shell, specification } from './specification.ts';

/** The repository and its layers. */
export function repositories(driver: SandboxDriver): void {
  test('without an upper folder the repository is read, never written; the first layer is on top', async () => {
    const base = await makeTree({ 'a.txt': 'base a', 'lib/b.txt': 'base b' });
    const change = await makeTree({ 'a.txt': 'changed a' });
    const line = 'cat a.txt lib/b.txt; for f in a.txt new lib/new; do echo x 2>/dev/null >$f && echo written; done; rm -f a.txt 2>/dev/null || echo refused';
    const alone = await driver.run(specification(shell(line), { layers: [base] }));
    const laid = await driver.run(specification(shell(line), { layers: [change, base] }));
    expect([alone, laid].map((result) => result.stdout.toString())).toEqual(['base abase brefused\n', 'changed abase brefused\n']);
    expect(await textOf(base)).toEqual({ 'a.txt': 'base a', 'lib/b.txt': 'base b' });
  });

  test('with an upper folder every change lands there, and nowhere else', async () => {
    const base = await makeTree({ 'a.txt': 'base a', 'gone.txt': 'x', 'lib/b.txt': 'base b' });
    const upper = await makeTree({});
    const line = 'echo -n more >>a.txt && echo -n new >lib/c.txt && mkdir deep && mv lib/b.txt deep/b.txt && rm gone.txt && ls';
    const first = await driver.run(specification(shell(line), { layers: [base], upper }));
    expect({ end: first.end, stdout: first.stdout.toString(), stderr: first.stderr.toString() }).toEqual({ end: { kind: 'exited', code: 0 }, stdout: 'a.txt\ndeep\nlib\n', stderr: '' });
    expect(await textOf(base)).toEqual({ 'a.txt': 'base a', 'gone.txt': 'x', 'lib/b.txt': 'base b' });
    expect(await textOf(upper)).toEqual({ 'a.txt': 'base amore', 'lib/c.txt': 'new', 'deep/b.txt': 'base b' });
    const second = await driver.run(specification(shell('cat a.txt lib/c.txt deep/b.txt; ls lib gone.txt 2>&1 | grep -c b.txt'), { layers: [upper, base] }));
    expect(second.stdout.toString()).toBe('base amorenewbase b0\n');
  });

  test('a tree of 20,000 files is whole', async () => {
    const base = await makeTree({});
    for (let folder = 0; folder < 200; folder += 1) {
      await mkdir(join(base, `d${folder}`));
      await Promise.all(Array.from({ length: 100 }, (_, file) => writeFile(join(base, `d${folder}`, `f${file}`), `${folder} ${file}`)));
    }
    const upper = await makeTree({});
    const result = await driver.run(specification(shell('find . -type f | wc -l; cat d199/f99'), { layers: [base], upper }));
    expect(result.stdout.toString()).toBe('20000\n199 99');
    expect(await textOf(upper)).toEqual({});
  });
}

/** Regular files only: what was deleted is a device in an upper folder. */
async function textOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.slice(root.length + 1), await readFile(file, 'utf8')])));
}
