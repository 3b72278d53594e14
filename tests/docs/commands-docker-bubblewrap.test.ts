import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { afterAll, expect, test } from 'vitest';
import { writeDataSets } from '../ase/rows.ts';
import { rewriting, TOOLS } from '../agents/rewriting.ts';
import { sharedCache } from '../cli/ase.ts';
import { startLoopback } from '../loopback/server.ts';
import { codeBlocks, documentedCommands, mentionedCommands } from './documented-commands.ts';

const checkout = join(import.meta.dirname, '..', '..');
const MINUTES = 60_000;
/** Commands of a document that this test is a part of. */
const OURSELVES = new Set(['npm test']);
/** Figures are measured on a quiet machine, not in tests. */
const BENCHMARK = /^(?:npm run bench|(?:npx )?node bench\/)/;
/** Serves until it is interrupted: tests/serve starts it. */
const SERVER = /^(?:\.\/)?ase serve\b/;
/** Answers in the providers' stead; the local server of the documents listens on port 8000. */
const KEY = 'sk-loopback-documents-7d2f';
const MARKER = '/* ASE: this region is to be written */\n';
const secureAnswer = readFileSync(join(checkout, 'suite', 'tasks', 'morgan-compile', 'candidates', 'secure-interpreter.js'), 'utf8');
const documents = globSync('{*.md,docs/**/*.md}', { cwd: checkout }).sort();
const folder = mkdtempSync(join(tmpdir(), 'ase-docs-'));
const tools = TOOLS['claude-code'];
if (tools === undefined) throw new Error('no tools');
const asAgent = rewriting(tools, 'index.js', { from: MARKER, to: secureAnswer });
const asModel = { text: `\`\`\`js\n${secureAnswer}\`\`\`` };
const models = await startLoopback({ port: 8000, keys: [KEY], script: (request) => (request.api === 'anthropic' && typeof asAgent === 'function' ? asAgent(request) : asModel) });
const providers = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${models.url}/v1`, ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: models.url, OPENAI_COMPATIBLE_API_KEY: KEY };
afterAll(async () => {
  await models.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a reader of the documents has at hand: the launcher, and answers to judge. */
function prepareFolder(): void {
  symlinkSync(join(checkout, 'ase'), join(folder, 'ase'));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(join(checkout, 'ase'), join(folder, 'bin', 'ase'));
  const candidates = join(checkout, 'suite', 'tasks', 'morgan-compile', 'candidates');
  const answers = globSync('{secure,insecure}-*.js', { cwd: candidates }).map((name) => ({ task: 'morgan-compile', generator: name.replace('.js', ''), cycle: 1, replacement: readFileSync(join(candidates, name), 'utf8') }));
  const [flow = '', , rules = '', annotated = ''] = codeBlocks(readFileSync(join(checkout, 'docs', 'scanning.md'), 'utf8'));
  writeFileSync(join(folder, 'shell.js'), flow);
  writeFileSync(join(folder, 'weak-hash.yaml'), rules);
  writeFileSync(join(folder, 'weak-hash.js'), annotated);
  writeDataSets(folder);
  writeFileSync(join(folder, 'answers.jsonl'), answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
}
prepareFolder();

interface Ended {
  readonly code: number;
  readonly output: string;
}

function run(command: string): Promise<Ended> {
  const isOfCheckout = /^(?:npm run|node|npx) /.test(command);
  const options = { cwd: isOfCheckout ? checkout : folder, env: { ...env, ...providers, ASE_CACHE: sharedCache, NO_COLOR: '1', PATH: `${join(folder, 'bin')}:${env['PATH'] ?? ''}` }, maxBuffer: 1 << 26 };
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], options, (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), output: `${stdout}\n${stderr}` }));
  });
}

/** Whether a cheat that fails is insecure or broken depends on how fast the machine is: of their row what counts is that none is secure, and how many there are. */
function withoutChance(line: string): string {
  const [label, secure, ...others] = line.trim().split(/\s+/);
  return label === 'cheat' ? `cheat ${secure} secure, ${others.reduce((sum, count) => sum + Number(count), 0)} others` : line.trim();
}

/** Lines that were printed, in the order of those that are shown. */
function printed(output: string, shown: readonly string[]): string[] {
  const lines = output.split('\n').map(withoutChance);
  let from = 0;
  return shown.flatMap((line) => {
    const at = lines.indexOf(withoutChance(line), from);
    if (at < 0) return [];
    from = at + 1;
    return [line];
  });
}

test.each(documents.map((name) => ({ name, commands: documentedCommands(readFileSync(join(checkout, name), 'utf8')) })).filter(({ commands }) => commands.length > 0))(
  'the commands of $name do what it says',
  { timeout: 40 * MINUTES },
  async ({ commands }) => {
    for (const { command, output: shown } of commands) {
      if (OURSELVES.has(command) || BENCHMARK.test(command) || SERVER.test(command)) continue;
      const { code, output } = await run(command);
      expect(code, `${command}\n${output}`).toBe(0);
      expect(printed(output, shown), output).toEqual(shown);
    }
  },
);

test('the demo shows the repaired code secure, the vulnerable code insecure, nothing at all broken, on all twelve tasks', { timeout: 20 * MINUTES }, async () => {
  const { output } = await run('npm run demo');
  const path = /runs\/quickstart-[0-9a-f]{8}/.exec(output)?.[0] ?? 'none';
  const { generators } = JSON.parse(readFileSync(join(checkout, path, 'leaderboard.json'), 'utf8')) as { generators: { generator: string; score: { verdicts: Record<string, number> } }[] };
  const verdicts = Object.fromEntries(generators.map(({ generator, score }) => [generator, Object.entries(score.verdicts).filter(([, count]) => count > 0)]));
  expect(verdicts).toEqual({ 'baseline:reference': [['secure', 12]], 'baseline:original': [['insecure', 12]], 'baseline:empty': [['broken', 12]] });
});

test('what the documents mention in their sentences exists', async () => {
  const scripts = (JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;
  const missing: string[] = [];
  const subcommands = new Set<string>();
  for (const document of documents) {
    for (const command of mentionedCommands(readFileSync(join(checkout, document), 'utf8'))) {
      const words = command.replace(/^npx /, '').split(' ');
      const [program = '', first = '', second = ''] = words;
      const exists = program === 'node' ? existsSync(join(checkout, first)) : program === 'npm' && first === 'run' ? scripts[second] !== undefined : true;
      if (!exists) missing.push(`${document}: ${command}`);
      if (program.endsWith('ase')) subcommands.add(words.slice(1, 3).filter((word) => /^[a-z]+$/.test(word)).join(' '));
    }
  }
  for (const subcommand of subcommands) {
    const { code, output } = await run(`./ase ${subcommand} --help`);
    const said = subcommand.split(' ').every((word) => output.includes(word));
    if (code !== 0 || !said) missing.push(`ase ${subcommand}`);
  }
  expect(missing).toEqual([]);
});
