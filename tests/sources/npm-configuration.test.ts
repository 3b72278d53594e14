import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { rawTgz } from './archives.ts';
import { scratch } from './fixtures.ts';

const ARCHIVE = rawTgz([
  { path: 'package/package.json', content: '{"name":"@corp/thing","version":"1.2.3","scripts":{"install":"touch /tmp/ase-install-ran"}}' },
  { path: 'package/index.js', content: 'exports.thing = 1;\n' },
]);
const INTEGRITY = `sha512-${createHash('sha512').update(ARCHIVE).digest('base64')}`;

/** A registry that gives one package to who has the token. */
async function registry(): Promise<string> {
  const server = createServer((request, response) => {
    const base = `http://${request.headers.host}`;
    if (request.headers.authorization !== 'Bearer s3cr3t') response.writeHead(401).end();
    else if (request.url === '/npm/@corp%2fthing') {
      const version = { name: '@corp/thing', version: '1.2.3', dist: { tarball: `${base}/npm/thing.tgz`, integrity: INTEGRITY } };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ name: '@corp/thing', 'dist-tags': { latest: '1.2.3' }, versions: { '1.2.3': version } }));
    } else if (request.url === '/npm/thing.tgz') response.writeHead(200).end(ARCHIVE);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function fetchWith(folder: string, npmrc: string): Promise<{ code: unknown; text: string }> {
  writeFileSync(join(folder, 'npmrc'), npmrc);
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_/i.test(name)));
  const source = JSON.stringify({ type: 'npm', name: '@corp/thing', version: '1.2.3', integrity: INTEGRITY });
  const child = spawn(execPath, [join(import.meta.dirname, 'fetch-program.ts'), join(folder, 'cache'), source], {
    cwd: folder,
    env: { ...clean, NPM_CONFIG_USERCONFIG: join(folder, 'npmrc'), npm_config_cache: join(folder, 'npm-cache'), npm_config_fetch_retries: '0', TOKEN: 's3cr3t' },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (text += piece.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, text };
}

test("registry, scope and token come from the user's npmrc, and the token stays there", async () => {
  const folder = scratch();
  const host = await registry();
  const good = `@corp:registry=http://${host}/npm/\n//${host}/npm/:_authToken=\${TOKEN}\n`;
  const refused = await fetchWith(folder, good.replace('${TOKEN}', 'wrong-t0ken'));
  expect(refused.text).toContain('the npm registry did not give @corp/thing@1.2.3 (E401)');
  expect(refused.text).not.toContain('wrong-t0ken');
  const fetched = await fetchWith(folder, good);
  expect(fetched).toEqual({ code: 0, text: expect.stringMatching(/^fetching @corp\/thing@1\.2\.3\nsha256:[0-9a-f]{64}\n$/) });
  const kept = readdirSync(join(folder, 'cache'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  expect(kept.join('\n')).not.toMatch(/s3cr3t|127\.0\.0\.1/);
});

test('a registry that cannot be reached is offline', async () => {
  const folder = scratch();
  const { text } = await fetchWith(folder, '@corp:registry=http://127.0.0.1:9/\n');
  expect(text).toContain('@corp/thing@1.2.3 is not in the cache, and the npm registry cannot be reached (ECONNREFUSED)');
});
