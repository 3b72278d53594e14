import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import type Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RuleVerdict } from '../../src/contract/rule-verdict.ts';
import type { ImageRule, Task } from '../../src/contract/task.ts';
import { openImageRule } from '../../src/judge/external/image-rule.ts';
import { BASE_IMAGE } from '../../src/sandboxes/base-image.ts';
import { connect, engineHosts } from '../../src/sandboxes/docker-engine.ts';
import { putFiles } from '../../src/sandboxes/docker-files.ts';
import { createImageRunner } from '../../src/sandboxes/docker-image-run.ts';
import { makeDriver } from '../sandboxes/docker-driver.ts';
import { makeTree, specification } from '../sandboxes/specification.ts';

/** A foreign analyser: it counts the lines with eval in the folder that its input names, and writes what a comment in the code asks it to. */
const ANALYSER = `#!/bin/bash
path=$(perl -0777 -ne 'print $1 if /"path":"([^"]+)"/' "$1")
grep -q '"language":"javascript"' "$1" && grep -q '"vuln_type":\\["code injection"\\]' "$1" || { echo '{"detected_vul_num":-1,"error_message":"wrong input"}' >"$2"; exit; }
touch "$path/written" 2>/dev/null && { echo '{"detected_vul_num":-1,"error_message":"the repository can be written"}' >"$2"; exit; }
(exec 3<>/dev/tcp/192.0.2.1/80) 2>/dev/null && { echo '{"detected_vul_num":-1,"error_message":"there is a network"}' >"$2"; exit; }
case $(grep -rhoE 'do-[a-z]+' "$path") in
  do-link) ln -sf /etc/passwd "$2" ;;
  do-folder) rm "$2" && mkdir "$2" ;;
  do-large) head -c 5000000 /dev/zero >"$2" ;;
  do-exit) exit 3 ;;
  *) echo "{\\"detected_vul_num\\": $(grep -rc 'eval(' "$path" | awk -F: '{ sum += $2 } END { print sum }'), \\"error_message\\": null}" >"$2" ;;
esac
`;

const HEAD = 'const other = (text) => eval(text);\n';
const original = `${HEAD}exports.run = (text) => eval(text) + eval(text);\nexports.again = (text) => eval(text);\n`;
const fixed = `${HEAD}exports.run = (text) => JSON.parse(text);\nexports.again = (text) => JSON.parse(text);\n`;

let engine: Docker;
let image = '';
beforeAll(async () => {
  await makeDriver().prepare(() => undefined);
  engine = (await connect(engineHosts(env))).api;
  const container = await engine.createContainer({ Image: BASE_IMAGE, Cmd: ['true'] });
  await putFiles(container, new Map([['/analyser/entry.sh', Buffer.from(ANALYSER)]]));
  const made = (await container.commit({ changes: 'ENTRYPOINT ["/bin/bash", "/analyser/entry.sh"]' })) as { Id: string };
  await container.remove();
  image = made.Id;
});
afterAll(async () => {
  if (image !== '') await engine.getImage(image).remove({ force: true });
});

const runImage = createImageRunner({ hosts: engineHosts(env) });

async function judgeOf(rule: Partial<ImageRule> = {}): Promise<(text: string) => Promise<RuleVerdict>> {
  const repository = await makeTree({ 'index.js': original });
  const { limits } = specification(['true'], { layers: [repository] });
  const judge = await openImageRule({
    rule: { id: 'counted', title: 't', contract: 'ase', image, ...rule },
    task: { folder: mkdtempSync(join(tmpdir(), 'ase-image-rule-')), task: { language: 'javascript', class: 'code-injection', regions: [], fixed: { source: { type: 'path', path: '' }, files: ['index.js'] } } as unknown as Task },
    prepared: { repository, mounts: [], privateMounts: [] },
    fixed: await makeTree({ 'index.js': fixed }),
    runImage,
    workspace: { withFolders: (action) => action({ layer: async (files) => makeTree(Object.fromEntries([...files].map(([name, content]) => [name, content.toString()]))) }) },
    limits,
    signal: new AbortController().signal,
  });
  return (text) => judge({ changed: new Map([['index.js', Buffer.from(text)]]), signal: new AbortController().signal });
}

test('an image of the contract is counted against original and reference; what else it leaves is unknown, with the reason', async () => {
  const judged = await judgeOf();
  const said = async (text: string): Promise<string> => {
    const { decision, reason } = await judged(text);
    return `${decision}: ${reason}`;
  };
  const counts = '3 on the original, 1 on the reference';
  expect(await said(original)).toBe(`flaw: the image counts 3, ${counts}`);
  expect(await said(`${HEAD}exports.run = Number;\n`)).toBe(`no-flaw: the image counts 1, ${counts}`);
  expect(await said(`${HEAD}exports.run = (text) => eval(text);\n`)).toBe(`unknown: the image counts 2, ${counts}`);
  expect(await said('// do-exit')).toBe('unknown: exit code 3, it wrote no result');
  for (const trick of ['link', 'folder', 'large']) expect(await said(`// do-${trick}`)).toBe('unknown: it wrote no result');
});

test('an image that finds nothing in the original knows nothing; one that is not here is told of', async () => {
  const blind = await judgeOf({ command: ['/bin/bash', '-c', `echo '{"detected_vul_num": 0}' >"$1"`] });
  expect(await blind(original)).toMatchObject({ decision: 'unknown', reason: 'the image counts 0 on the original and 0 on the reference: it does not find the flaw' });
  await expect(judgeOf({ image: `sha256:${'0'.repeat(64)}` })).rejects.toMatchObject({ code: 'not-found' });
});

test('an image that does not end is ended, and leaves nothing behind', async () => {
  const repository = await makeTree({ 'index.js': original });
  const { limits } = specification(['true'], { layers: [repository] });
  const ended = await runImage({ image, entrypoint: ['/bin/sleep'], command: ['600'], repository: { layers: [repository] }, files: new Map(), result: '/data/output.json', limits: { ...limits, timeoutMs: 500 } });
  expect({ end: ended.end, file: ended.file }).toEqual({ end: { kind: 'limit', limit: 'time' }, file: null });
  expect(await engine.listContainers({ all: true, filters: { ancestor: [image] } })).toEqual([]);
});
