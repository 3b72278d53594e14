import { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { Header } from 'tar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PinnedImage } from '../../src/contract/task-image.ts';
import { createImageStore, inspectImage } from '../../src/sandboxes/docker-image-store.ts';
import { testEngine } from './build.ts';
import { type Registry, serveImages } from './registry.ts';

let engine: Docker;
let registry: Registry;

/** An image of one small file, made without a base. */
async function smallImage(name: string): Promise<string> {
  const content = Buffer.alloc(300_000, name);
  const header = Buffer.alloc(512);
  new Header({ path: `${name}.txt`, type: 'File', mode: 0o644, uid: 0, gid: 0, size: content.length, mtime: new Date(0) }).encode(header, 0);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  const answer = await engine.importImage(Readable.from([header, content, padding, Buffer.alloc(1024)]), { fromSrc: '-' });
  const lines = await new Promise<readonly { readonly status?: string }[]>((resolve, reject) => engine.modem.followProgress(answer, (error: Error | null, told: { status?: string }[]) => (error === null ? resolve(told) : reject(error))));
  return lines.findLast(({ status }) => status?.startsWith('sha256:'))?.status ?? '';
}

beforeAll(async () => {
  engine = await testEngine();
  const ids = { one: await smallImage('one'), two: await smallImage('two') };
  registry = await serveImages(engine, { 'ase/one': ids.one, 'ase/two': ids.two });
  for (const id of Object.values(ids)) await engine.getImage(id).remove({ force: true });
});
afterAll(() => registry.close());

async function isHere({ reference }: PinnedImage): Promise<boolean> {
  return (await inspectImage(engine, reference)) !== null;
}

test('an image is pinned without fetching it, fetched once by digest when it is needed, and removed when it is not and the budget is used up', async () => {
  const told: string[] = [];
  const store = createImageStore(engine, { offline: false, budgetBytes: 400_000, progress: (line) => told.push(line) });
  const [one, two] = await Promise.all([store.pin(`${registry.host}/ase/one:latest`), store.pin(`${registry.host}/ase/two`)]);
  expect(one.reference).toBe(`${registry.host}/ase/one@${one.digest}`);
  expect([await isHere(one), await isHere(two)]).toEqual([false, false]);
  await Promise.all([store.hold(one, async () => expect(await isHere(one)).toBe(true)), store.hold(one, async () => undefined)]);
  expect([await isHere(one), await isHere(two)]).toEqual([true, false]);
  await store.hold(two, async () => expect(await isHere(two)).toBe(true));
  // 600 kB are more than the budget: the one that was not needed for longest went.
  expect([await isHere(one), await isHere(two)]).toEqual([false, true]);
  expect(told.map((line) => line.replace(/ \S+@\S+/, ''))).toEqual(['fetching the image', 'fetching the image', 'removing the image --disk-budget']);
  await engine.getImage(two.reference).remove({ force: true });
});

test('an image that was here before is not ours to remove; one whose name moved is still the one that was pinned', async () => {
  const reference = `${registry.host}/ase/one`;
  await new Promise<void>((resolve, reject) => {
    engine.pull(reference).then((answer) => engine.modem.followProgress(answer, (error: Error | null) => (error === null ? resolve() : reject(error))), reject);
  });
  const store = createImageStore(engine, { offline: false, budgetBytes: 1, progress: () => undefined });
  const one = await store.pin(reference);
  expect(one.reference).toMatch(/ase\/one@sha256:\w{64}$/);
  await store.hold(one, async () => undefined);
  expect(await isHere(one)).toBe(true);
  const { Id } = await engine.getImage(one.reference).inspect();
  await engine.getImage(Id).remove({ force: true });
});

test('an image that its registry does not have is not found; a registry that does not answer may another time', async () => {
  const store = createImageStore(engine, { offline: false, budgetBytes: null, progress: () => undefined });
  await expect(store.pin(`${registry.host}/ase/gone:latest`)).rejects.toMatchObject({ code: 'not-found' });
  await expect(store.pin('127.0.0.1:9/ase/one')).rejects.toMatchObject({ code: 'unavailable' });
});
