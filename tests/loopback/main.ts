/** The loopback server as a program: `npx node tests/loopback/main.ts [--port N] [--script FILE.json] [--key KEY]…`. Prints its address as one line and runs until it is ended. */
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Fault, Turn } from './script.ts';
import { startLoopback } from './server.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, script: { type: 'string' }, key: { type: 'string', multiple: true }, model: { type: 'string', multiple: true } } });

/** The file: {"turns": [{"text": "…"}], "faults": [{"kind": "status", "status": 429}, null]}. */
const said = values.script === undefined ? {} : (JSON.parse(await readFile(values.script, 'utf8')) as { readonly turns?: readonly Turn[]; readonly faults?: readonly (Fault | null)[] });
const { url } = await startLoopback({
  port: Number(values.port),
  isRecorded: false,
  ...(said.turns === undefined ? {} : { script: said.turns }),
  ...(said.faults === undefined ? {} : { faults: said.faults }),
  ...(values.key === undefined ? {} : { keys: values.key }),
  ...(values.model === undefined ? {} : { models: values.model }),
});
process.stdout.write(`${url}\n`);
