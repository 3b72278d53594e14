// Builds an image of A.S.E.'s contract around the rule engine: node scripts/build-ase-image.ts [--tag NAME:TAG] RULES… (docs/adapters.md).
import { env, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { connect, engineHosts } from '../src/sandboxes/docker-engine.ts';
import { buildAseImage } from './ase-image.ts';

const { values, positionals } = parseArgs({ options: { tag: { type: 'string', default: 'ase-rules:latest' } }, allowPositionals: true });
const [repo = '', tag = 'latest'] = values.tag.split(':');
const { api } = await connect(engineHosts(env));
const id = await buildAseImage({ engine: api, rules: positionals, tag: { repo, tag }, progress: (line) => void stderr.write(`${line}\n`) });
stdout.write(`${id}\n`);
