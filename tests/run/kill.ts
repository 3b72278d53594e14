import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface KillInput {
  /** The command line that runs, or goes on with, the run in a folder. */
  readonly command: (folder: string) => readonly [string, ...string[]];
  /** A fresh folder each time; runs that end before they are killed are followed by another. */
  readonly newFolder: () => Promise<string>;
  readonly kills: number;
  /** Milliseconds that a whole, uninterrupted run takes here: kills are spread over them. */
  readonly wholeMs: number;
  /** Numbers from 0 to below 1. */
  readonly random: () => number;
}

/** Runs a command until it has been killed with SIGKILL as often as asked, and lets the last one end. Gives the folders of all that ended. */
export async function killRepeatedly({ command, newFolder, kills, wholeMs, random }: KillInput): Promise<{ readonly folders: string[]; readonly killed: number }> {
  const folders: string[] = [];
  let killed = 0;
  let folder = await newFolder();
  for (;;) {
    const delay = killed < kills ? random() * wholeMs : null;
    const end = await runOnce(command(folder), delay);
    if (end === 'killed') killed += 1;
    else {
      folders.push(folder);
      if (killed >= kills) return { folders, killed };
      folder = await newFolder();
    }
  }
}

/** Null: it is not killed. @throws Error where the command fails by itself */
export async function runOnce([program, ...args]: readonly [string, ...string[]], killAfterMs: number | null): Promise<'ended' | 'killed'> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (data: Buffer) => {
    complaint += data.toString();
  });
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  const timer = new AbortController();
  if (killAfterMs !== null) void pause(killAfterMs, undefined, { signal: timer.signal }).then(() => child.kill('SIGKILL'), () => undefined);
  const [code, signal] = await exit;
  timer.abort();
  if (signal === 'SIGKILL') return 'killed';
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}: ${complaint}`);
  return 'ended';
}

/** All that a run ends with, by file, times and what follows from them set to 0: equal for equal runs. */
export async function comparableRun(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  const patterns = ['run.json', 'predictions.jsonl', 'results.jsonl', 'leaderboard.json', 'attempts/**/*'];
  for await (const entry of glob(patterns, { cwd: folder, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const text = await readFile(path, 'utf8');
    files[path.slice(folder.length)] = text.replace(/("durationMs": ?)[0-9.e+-]+/g, '$10');
  }
  return files;
}
