import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { dataSetInstances, readOutputs } from '../../ase/outputs.ts';
import { readRows } from '../../ase/rows.ts';
import { scoreOutputs } from '../../ase/score-outputs.ts';
import { AseError } from '../../contract/errors.ts';
import type { GroupBy } from '../../report/groups.ts';
import { terminalGroups } from '../../report/terminal-groups.ts';
import { terminalLeaderboard } from '../../report/terminal-leaderboard.ts';
import { terminalOfficial } from '../../report/terminal-official.ts';
import { withDiskErrors } from '../../util/disk-error.ts';
import { outputFolders, readOutputFolder } from '../export/output-folders.ts';
import { shownPath } from '../shown-path.ts';
import type { ScoreFlags } from '../score-flags.ts';
import type { Terminal } from '../terminal.ts';
import { failBelow, parseThresholds } from '../thresholds.ts';

const MISSING_SHOWN = 10;

/** `ase score --from-ase`: scores of folders that A.S.E. wrote. @throws AseError, FaultsError */
export async function scoreFromAse(run: string | undefined, { fromAse = '', dataset, profile, asPublished, cycles, by, json, failUnder }: ScoreFlags, terminal: Terminal): Promise<void> {
  const thresholds = parseThresholds(failUnder);
  if (run !== undefined) throw new AseError('bad-input', 'a run and --from-ase are two things', { remedy: 'Give one of them.' });
  if (dataset === undefined) throw new AseError('bad-input', '--from-ase needs the data set', { remedy: 'Add --dataset data_v1.json or --dataset data_v2.json.' });
  if (profile === 'hybrid') throw new AseError('bad-input', "A.S.E.'s outputs hold what its own profiles need, not what hybrid does", { remedy: 'Use --profile ase-v1 or --profile ase-v2.' });
  const file = resolve(dataset);
  const { rows, notes: odd } = readRows(await withDiskErrors(file, () => readFile(file, 'utf8')), shownPath(file));
  const instances = dataSetInstances(rows);
  if (instances.length === 0) throw new AseError('bad-input', `${shownPath(file)} has no instances`, { remedy: 'Is it data_v1.json or data_v2.json?' });
  const version = versionOf(profile, rows.some(({ fields }) => 'poc_cmd' in fields));
  if (asPublished === true && version === 1) throw new AseError('bad-input', 'profile ase-v1 has no as-published form', { remedy: 'Leave --as-published out.' });
  const folders = await outputFolders(resolve(fromAse));
  const rules = { version, asPublished: asPublished ?? false };
  const outputs = await Promise.all(folders.map(async (folder) => readOutputs(await readOutputFolder(folder, version), instances, rules)));
  const scored = scoreOutputs({ outputs, instances, cycles, ...rules, suite: basename(file, '.json') });
  for (const note of [...odd.filter(({ kind }) => kind === 'left-out').map(({ row, text }) => `row ${row} of the data set is left out: ${text}`), ...scored.notes]) terminal.note(terminal.safe(note));
  for (const { generator, missing } of scored.official) {
    if (missing.length > 0) terminal.note(terminal.safe(`${generator}: ${missing.length} attempts are missing: ${missing.slice(0, MISSING_SHOWN).map(({ instance, cycle }) => `${instance} cycle ${cycle}`).join(', ')}${missing.length > MISSING_SHOWN ? ', …' : ''}`));
  }
  if (json === true) terminal.out(JSON.stringify({ ...scored.leaderboard, official: scored.official, notes: scored.notes }, null, 2));
  else showScores(scored, { by, title: `A.S.E. ${version}'s own arithmetic${asPublished === true ? ', with the mistake of its published code' : ''}` }, terminal);
  failBelow(scored.leaderboard, thresholds, terminal);
}

function versionOf(profile: ScoreFlags['profile'], hasCommands: boolean): 1 | 2 {
  if (profile === 'ase-v1') return 1;
  return profile === 'ase-v2' || hasCommands ? 2 : 1;
}

function showScores({ leaderboard, official }: ReturnType<typeof scoreOutputs>, { by, title }: { readonly by: GroupBy | undefined; readonly title: string }, terminal: Terminal): void {
  const look = { width: terminal.width, color: terminal.color };
  const order = new Map(leaderboard.generators.map(({ generator }, index) => [generator, index]));
  const sorted = [...official].sort((a, b) => (order.get(a.generator) ?? 0) - (order.get(b.generator) ?? 0));
  terminal.out(terminalOfficial(title, sorted.map(({ generator, scores, missing }) => ({ name: generator, scores: scores.all, missing: missing.length })), look));
  terminal.out('');
  terminal.out(terminalLeaderboard(leaderboard, look));
  if (by === undefined) return;
  for (const { generator, scores } of sorted) {
    terminal.out('');
    terminal.out(terminalOfficial(`${terminal.safe(generator)} by ${by}`, Object.entries(scores[by]).map(([name, group]) => ({ name, scores: group, missing: 0 })), look));
    const found = leaderboard.generators.find((one) => one.generator === generator);
    if (found !== undefined) terminal.out(`\n${terminalGroups(leaderboard, found, { ...look, by })}`);
  }
}
