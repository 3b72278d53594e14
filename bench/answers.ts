// How long hostile answers take to parse, and that the time grows with their length and not faster. Run: npm run bench -- answers
import process from 'node:process';
import { type AnswerInput, parseAnswer } from '../src/context/answer.ts';
import { maskedFileOf } from '../src/context/masked-file.ts';

const MEGABYTE = 1_000_000;
const SIZES = [2.5, 10].map((size) => size * MEGABYTE);
const lines = Array.from({ length: 20_000 }, (_, index) => `  call(${index % 7});`);
const region = { file: 'a.py', lines: [10_000, 10_004] as [number, number], symbol: 'x', sha256: '' };
const files = [maskedFileOf(Buffer.from(`${lines.join('\n')}\n`), { task: { regions: [region], language: 'python' }, file: 'a.py' })];

const repeated = (piece: string, before = '', after = '') => (bytes: number): string => `${before}${piece.repeat(Math.floor(bytes / piece.length))}${after}`;
const diffStart = '```diff\n--- a/a.py\n+++ b/a.py\n';

const ANSWERS: readonly { readonly name: string; readonly mode: AnswerInput['mode']; readonly make: (bytes: number) => string }[] = [
  { name: 'one long block', mode: 'replacement', make: repeated('x = 1\n', '```py\n', '```') },
  { name: 'one long line', mode: 'replacement', make: repeated('x') },
  { name: 'blanks', mode: 'replacement', make: repeated(' ', 'x') },
  { name: 'back quotes', mode: 'replacement', make: repeated('`') },
  { name: 'a million blocks', mode: 'replacement', make: repeated('```\nx\n```\n') },
  { name: 'blocks that differ', mode: 'replacement', make: (bytes) => Array.from({ length: Math.floor(bytes / 20) }, (_, index) => `\`\`\`\n${String(index).padStart(10)}\n\`\`\`\n`).join('') },
  { name: 'blocks in blocks', mode: 'replacement', make: repeated('```js\n') },
  { name: 'thoughts on a line', mode: 'replacement', make: repeated('<think></think>') },
  { name: 'ends of thoughts', mode: 'replacement', make: repeated('x</think>\n') },
  { name: 'carriage returns', mode: 'replacement', make: repeated('\r') },
  { name: 'marker lines', mode: 'replacement', make: repeated('# ASE: this region is to be written\n') },
  { name: 'lines of the file', mode: 'replacement', make: repeated('  call(1);\n') },
  { name: 'one long hunk', mode: 'diff', make: repeated('   call(1);\n', `${diffStart}@@ -1,1 +1,1 @@\n`) },
  { name: 'a hunk without numbers', mode: 'diff', make: repeated('   call(1);\n', `${diffStart}@@\n`) },
  { name: 'many hunks', mode: 'diff', make: repeated('@@ -1,9 +1,9 @@\n   call(1);\n+x\n', diffStart) },
  { name: 'file names', mode: 'diff', make: repeated('--- a\n+++ b\n') },
  { name: 'bare dashes', mode: 'diff', make: repeated('-\n', '--- a\n+++ b\n@@ -1,1 +1,1 @@\n') },
];

/** Time of the processor, not of the clock: a busy machine says nearly the same. */
function millisecondsOf(raw: string, mode: AnswerInput['mode']): number {
  const start = process.cpuUsage();
  parseAnswer(raw, { mode, files });
  return process.cpuUsage(start).user / 1000;
}

let worst = 0;
process.stdout.write(`CPU milliseconds for ${SIZES.map((size) => `${size / MEGABYTE} MB`).join(', ')}; growth\n`);
for (const { name, mode, make } of ANSWERS) {
  // Warm-up.
  millisecondsOf(make(MEGABYTE / 4), mode);
  const times = SIZES.map((size) => millisecondsOf(make(size), mode));
  // 4 times the bytes: 4 is linear, 16 would be quadratic.
  const growth = (times.at(-1) ?? 0) / Math.max(times[0] ?? 0, 1);
  worst = Math.max(worst, growth);
  process.stdout.write(`${name.padEnd(24)} ${times.map((time) => time.toFixed(0).padStart(6)).join(' ')}   × ${growth.toFixed(1)}\n`);
}
process.stdout.write(`worst growth for 4 times the bytes: × ${worst.toFixed(1)}\n`);
