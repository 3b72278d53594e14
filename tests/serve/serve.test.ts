import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ase, emptyFolder } from '../cli/ase.ts';
import { MADE_GENERATORS, makeRun } from '../report/html/made-run.ts';
import { ask, startServer } from './server.ts';

const runs = mkdtempSync(join(tmpdir(), 'ase-serve-'));
afterAll(() => rmSync(runs, { recursive: true, force: true }));
makeRun({ folder: join(runs, 'one'), tasks: 3, generators: MADE_GENERATORS.slice(0, 2), cycles: 2 });
makeRun({ folder: join(runs, 'two'), tasks: 3, generators: MADE_GENERATORS.slice(1, 3), cycles: 2, missing: 0.3 });
mkdirSync(join(runs, 'no run'));
writeFileSync(join(runs, 'secret.txt'), 'secret');
const generator = MADE_GENERATORS[0]?.name ?? '';

test('what a server on this machine answers: pages by name, data for the list, and nothing for names that are not there', async () => {
  const server = await startServer([runs]);
  const origin = `http://127.0.0.1:${server.port}`;
  const list = await ask(server, '/');
  expect(list.status).toBe(200);
  expect(list.body).toContain('href="/runs/one"');
  expect(list.body).not.toContain('no run');
  expect(list.headers).toMatchObject({ 'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self'"), 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'no-store' });
  const rows = JSON.parse((await ask(server, '/runs/one/attempts.json?epoch=0&after=0')).body) as { epoch: number; seq: number; rows: unknown[]; generators: string[] };
  expect(rows.rows).toHaveLength(12);
  expect(JSON.parse((await ask(server, `/runs/one/attempts.json?epoch=${rows.epoch}&after=${rows.seq}`)).body)).toEqual({ epoch: rows.epoch, seq: rows.seq, verdicts: [], reasons: [], rows: [] });
  const attempt = await ask(server, `/runs/one/attempt?${new URLSearchParams({ task: 'archive-extract', generator, cycle: '2' })}`);
  expect(attempt).toMatchObject({ status: 200, body: expect.stringContaining('Why the verdict') });
  expect((await ask(server, '/runs/one/report')).body).toContain('require-trusted-types-for');
  expect((await ask(server, '/compare?run=one&run=two')).body).toContain('@one');
  for (const path of ['/runs/three', '/runs/..%2fone', '/runs/one%2f..%2fone', '/runs/one%00', '/runs/no%20run', '/runs/secret.txt', '/assets/../secret.txt', '/../secret.txt', '/runs/one/../../secret.txt', '//evil.example/', '/runs/one/attempt?task=..%2f..&generator=x&cycle=1', `/runs/one/attempt?${new URLSearchParams({ task: 'archive-extract', generator, cycle: '9' })}`, '/nothing']) {
    const { status, body } = await ask(server, path);
    expect({ path, status, isSecret: body.includes('secret\n') || body === 'secret' }).toEqual({ path, status: 404, isSecret: false });
  }
  // Dots are taken out of an address before anything is looked up: these are the list.
  for (const path of ['/runs/..', '/runs/%2e%2e', '/runs/one/../..']) expect((await ask(server, path)).body).toContain('href="/runs/one"');
  expect((await ask(server, '/compare?run=one&a=nobody')).status).toBe(422);
  expect((await ask(server, '/runs/one/cancel', { method: 'POST', headers: { origin } })).status).toBe(403);
});

describe('who may ask', () => {
  test('on this machine: names of this machine alone, and changes only from our own pages', async () => {
    const server = await startServer([runs, '--control']);
    const own = `127.0.0.1:${server.port}`;
    const status = async (headers: Record<string, string>, method = 'GET', path = '/'): Promise<number> => (await ask(server, path, { method, headers })).status;
    expect(await status({ host: `localhost:${server.port}` })).toBe(200);
    for (const host of ['evil.example', `evil.example:${server.port}`, '127.0.0.1', `127.0.0.1:${server.port + 1}`, `127.0.0.1.evil.example:${server.port}`, '0.0.0.0']) expect({ host, status: await status({ host }) }).toEqual({ host, status: 421 });
    expect(await status({ origin: 'http://evil.example' })).toBe(403);
    const cancel = '/runs/one/cancel';
    for (const origin of ['http://evil.example', 'null', `http://localhost:${server.port}`, `http://${own}.evil.example`]) expect({ origin, status: await status({ origin }, 'POST', cancel) }).toEqual({ origin, status: 403 });
    expect(await status({}, 'POST', cancel)).toBe(403);
    expect(await status({ origin: `http://${own}` }, 'POST', cancel)).toBe(409);
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) expect(await status({}, method)).toBe(405);
    expect((await ask(server, cancel, { method: 'POST', headers: { origin: `http://${own}`, 'content-type': 'application/x-www-form-urlencoded' }, body: `how=${'x'.repeat(10_000)}` })).status).toBe(413);
  });

  test('elsewhere: who brings the token, once in the address, then as a cookie, or in a header', async () => {
    const server = await startServer([runs, '--host', '0.0.0.0']);
    const token = server.token ?? '';
    expect(token).toMatch(/^[\w-]{32}$/);
    expect((await ask(server, '/')).status).toBe(401);
    expect((await ask(server, '/runs/one/attempts.json')).status).toBe(401);
    expect((await ask(server, '/?token=wrong')).status).toBe(401);
    const entered = await ask(server, `/runs/one?token=${token}`, { headers: { host: 'machine.example:1' } });
    expect(entered).toMatchObject({ status: 303, headers: { location: '/runs/one', 'set-cookie': [expect.stringMatching(/^ase_token=.*HttpOnly.*SameSite=Strict/i)] } });
    const cookie = `ase_token=${token}`;
    expect((await ask(server, '/', { headers: { cookie } })).status).toBe(200);
    expect((await ask(server, '/', { headers: { cookie: `${cookie}x` } })).status).toBe(401);
    expect((await ask(server, '/', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    expect((await ask(server, '//evil.example/', { headers: { cookie } })).status).toBe(404);
    expect((await ask(server, `//evil.example/?token=${token}`)).headers['location']).toBe('/evil.example/');
  });
});

test('links in a run that comes from somebody else are not followed', async () => {
  const folder = emptyFolder();
  makeRun({ folder: join(folder, 'foreign'), tasks: 1, generators: MADE_GENERATORS.slice(0, 1), cycles: 1 });
  const logs = join(folder, 'foreign', 'attempts', 'serve-static-folder', 'anthropic=3aclaude-opus-4-5=3fthinking=3d8000', '1', 'logs');
  mkdirSync(logs);
  writeFileSync(join(folder, 'outside.txt'), 'OUTSIDE');
  symlinkSync(join(folder, 'outside.txt'), join(logs, 'judge.log'));
  writeFileSync(join(logs, 'build.log'), 'INSIDE');
  const server = await startServer([folder]);
  const { body } = await ask(server, `/runs/foreign/attempt?${new URLSearchParams({ task: 'serve-static-folder', generator, cycle: '1' })}`);
  expect([body.includes('INSIDE'), body.includes('OUTSIDE')]).toEqual([true, false]);
});

test('mistakes are told in words', async () => {
  const cwd = emptyFolder();
  expect(await ase(['serve', 'nowhere'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringMatching(/nowhere is no folder\n {2}Give the folder that holds runs/) });
  const server = await startServer([runs]);
  expect(await ase(['serve', runs, '--port', String(server.port)], { cwd })).toMatchObject({ code: 2, stderr: expect.stringMatching(/port \d+ of 127\.0\.0\.1 is taken\n {2}Choose another one with --port/) });
  expect(await ase(['serve', runs, '--host', '0.0.0.0', '--port', '0'], { cwd, env: { ASE_SERVE_TOKEN: 'short' } })).toMatchObject({ code: 2, stderr: expect.stringContaining('ASE_SERVE_TOKEN is no good token') });
});

test('two runs as a page of its own: which tasks got better and worse, without anything that is asked for', async () => {
  const cwd = emptyFolder();
  const { code, stdout, stderr } = await ase(['compare', join(runs, 'one'), join(runs, 'two'), '--html', 'compared.html', '--json'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'written: compared.html\n' });
  expect(JSON.parse(stdout)).toHaveProperty('comparisons');
});
