import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type Docker from 'dockerode';
import { Parser, type ReadEntry } from 'tar';

const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';

export interface Registry {
  /** As image names begin with it. */
  readonly host: string;
  readonly close: () => void;
}

/** A registry on this machine that only gives: an engine takes 127.0.0.1 without TLS. Images by name, each from what the engine has under an id. */
export async function serveImages(engine: Docker, images: Readonly<Record<string, string>>): Promise<Registry> {
  const blobs = new Map<string, Buffer>();
  const manifests = new Map<string, Buffer>();
  const keep = (content: Buffer): { digest: string; size: number } => {
    const digest = digestOf(content);
    blobs.set(digest, content);
    return { digest, size: content.length };
  };
  for (const [name, id] of Object.entries(images)) {
    const files = await filesOf(await buffer(await engine.getImage(id).get()));
    const [{ Config, Layers }] = JSON.parse(files.get('manifest.json')?.toString() ?? '[]') as [{ Config: string; Layers: string[] }];
    const config = { mediaType: 'application/vnd.docker.container.image.v1+json', ...keep(files.get(Config) ?? Buffer.alloc(0)) };
    const layers = Layers.map((layer) => ({ mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', ...keep(gzipSync(files.get(layer) ?? Buffer.alloc(0), { level: 1 })) }));
    const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config, layers }));
    manifests.set(`/v2/${name}/manifests/latest`, manifest);
    manifests.set(`/v2/${name}/manifests/${digestOf(manifest)}`, manifest);
  }
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const manifest = manifests.get(path);
    const blob = blobs.get(/\/blobs\/(sha256:\w+)$/.exec(path)?.[1] ?? '');
    if (path === '/v2/') response.end('{}');
    else if (manifest !== undefined) response.writeHead(200, { 'content-type': MANIFEST, 'content-length': manifest.length, 'docker-content-digest': digestOf(manifest) }).end(request.method === 'HEAD' ? undefined : manifest);
    else if (blob !== undefined) response.writeHead(200, { 'content-length': blob.length }).end(blob);
    else response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

async function filesOf(archive: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const links = new Map<string, string>();
  const parser = new Parser({
    onReadEntry: (entry: ReadEntry) => {
      const chunks: Buffer[] = [];
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
      entry.on('end', () => (entry.type === 'SymbolicLink' ? links.set(entry.path, new URL(entry.linkpath ?? '', `file:///${entry.path}`).pathname.slice(1)) : files.set(entry.path, Buffer.concat(chunks))));
    },
  });
  await new Promise<void>((resolve, reject) => {
    parser.once('end', resolve);
    parser.once('error', reject);
    parser.end(archive);
  });
  for (const [path, target] of links) files.set(path, files.get(target) ?? Buffer.alloc(0));
  return files;
}
