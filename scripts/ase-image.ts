import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { arch } from 'node:process';
import type Docker from 'dockerode';
import { create } from 'tar';
import { BASE_IMAGE, prepareBaseImage } from '../src/sandboxes/base-image.ts';
import { putFiles } from '../src/sandboxes/docker-files.ts';
import { readRuleFiles } from '../src/cli/rules/load-rules.ts';

const checkout = join(import.meta.dirname, '..');
/** What `ase rules` loads. Of grammars only what is not source. */
const PACKAGES = ['@eslint-community/regexpp', 'commander', 'picomatch', 'string-width', 'web-tree-sitter', 'yaml', 'zod'];
const GRAMMARS = ['tree-sitter-javascript', 'tree-sitter-php', 'tree-sitter-python', 'tree-sitter-typescript'];

/** As the image's entrypoint it takes input and output; A.S.E.'s harness names it by its path and goes through a shell. */
const ENTRY = `#!/bin/bash
case "$1" in
  *.json) exec /opt/node/bin/node /opt/ase/bin/ase.mjs rules contract "$1" "$2" --rules /opt/ase/rules ;;
  *) exec "$@" ;;
esac
`;

export interface AseImageInput {
  readonly engine: Docker;
  /** Rule files, or folders of them. */
  readonly rules: readonly string[];
  readonly tag?: { readonly repo: string; readonly tag: string };
  readonly progress: (line: string) => void;
}

/** Makes an image that speaks A.S.E.'s contract around the rule engine of this checkout; gives its id. */
export async function buildAseImage({ engine, rules, tag, progress }: AseImageInput): Promise<string> {
  await prepareBaseImage(engine, progress);
  const node = join(checkout, 'node_modules', `node-linux-${arch}`);
  if (!existsSync(join(node, 'bin', 'node'))) throw new Error(`there is no ${node}: npm install`);
  const ruleFiles = await readRuleFiles(rules);
  const container = await engine.createContainer({ Image: BASE_IMAGE, Cmd: ['true'], HostConfig: { NetworkMode: 'none' } });
  try {
    const packages = [...withDependencies(PACKAGES), ...GRAMMARS].map((name) => `node_modules/${name}`);
    await container.putArchive(create({ cwd: node, prefix: 'opt/node', portable: true }, ['bin/node']) as unknown as NodeJS.ReadableStream, { path: '/' });
    await container.putArchive(create({ cwd: checkout, prefix: 'opt/ase', portable: true, filter: isNeeded }, ['package.json', 'bin', 'models', 'src', ...packages]) as unknown as NodeJS.ReadableStream, { path: '/' });
    const files = await Promise.all(ruleFiles.map(async ({ path }, index) => [`/opt/ase/rules/${index}.yaml`, await readFile(path)] as const));
    await putFiles(container, new Map([...files, ['/opt/ase/entry.sh', Buffer.from(ENTRY)], ['/pecker/entry.sh', Buffer.from(ENTRY)]]), 0o755);
    const made = (await container.commit({ ...tag, changes: 'ENTRYPOINT ["/opt/ase/entry.sh"]\nWORKDIR /' })) as { readonly Id: string };
    return made.Id;
  } finally {
    await container.remove({ force: true });
  }
}

/** Packages, and all that they need; one inside of another comes with that. */
function withDependencies(names: readonly string[]): string[] {
  const found = new Set<string>();
  const enter = (name: string): void => {
    if (found.has(name) || !existsSync(join(checkout, 'node_modules', name))) return;
    found.add(name);
    const { dependencies = {} } = JSON.parse(readFileSync(join(checkout, 'node_modules', name, 'package.json'), 'utf8')) as { readonly dependencies?: Record<string, string> };
    for (const dependency of Object.keys(dependencies)) enter(dependency);
  };
  for (const name of names) enter(name);
  return [...found];
}

/** Grammars come with the sources that they were made from. */
function isNeeded(path: string): boolean {
  const grammar = GRAMMARS.find((name) => path.startsWith(`node_modules/${name}/`));
  return grammar === undefined || path.endsWith('.wasm') || path === `node_modules/${grammar}/package.json`;
}
