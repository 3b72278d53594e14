// Writes schemas/ from src/contract. Run: npm run schemas
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles } from './json-schemas.ts';

const folder = join(import.meta.dirname, '..', 'schemas');
const files = schemaFiles();
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name));
for (const [name, text] of files) writeFileSync(join(folder, name), text);
process.stderr.write(`${files.size} schemas in ${folder}\n`);
