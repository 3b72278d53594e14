import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * For drivers around a program in another language that lives as long as they do: a question is a line of texts in base64 with tabs between them, and so is the answer
 * behind its first word, `value` or `error`. The driver ends with the program, and with an answer that nobody waits for: the judge then sees a lost process.
 * @param {string} program
 * @param {string[]} args
 * @returns {(...texts: (string | Uint8Array)[]) => Promise<string[]>} throws what the program calls an error, by the name and message that follow
 */
export function askByLines(program, args) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  /** @type {{ resolve: (texts: string[]) => void, reject: (error: Error) => void }[]} */
  const waiting = [];
  const end = () => process.exit(1);
  child.on('error', end).on('exit', end);
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const asked = waiting.shift();
    const [word, ...fields] = line.split('\t');
    if (asked === undefined || (word !== 'value' && word !== 'error')) return end();
    const texts = fields.map((field) => Buffer.from(field, 'base64').toString('utf8'));
    if (word === 'value') return asked.resolve(texts);
    return asked.reject(Object.assign(new Error(texts[1] ?? ''), { name: texts[0] ?? 'Error' }));
  });
  return (...texts) =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin.write(`${texts.map((text) => Buffer.from(text).toString('base64')).join('\t')}\n`);
    });
}
