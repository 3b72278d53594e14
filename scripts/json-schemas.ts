import { z } from 'zod';
import { comparisonsSchema } from '../src/contract/comparison.ts';
import { journalRecordSchema } from '../src/contract/journal.ts';
import { leaderboardSchema, outcomeSchema, predictionSchema, resultSchema, scoreSchema, verdictSchema } from '../src/contract/results.ts';
import { generationSchema } from '../src/contract/generation.ts';
import { configSchema } from '../src/cli/generate/config-file.ts';
import { proofSchema } from '../src/contract/proof.ts';
import { runSchema } from '../src/contract/run.ts';
import { suiteSchema } from '../src/contract/suite.ts';
import { taskSchema } from '../src/contract/task.ts';

interface Document {
  readonly schema: z.ZodType;
  readonly title: string;
  /** Where it is met. */
  readonly description: string;
}

const journalLineSchema = z.strictObject({
  sum: z.string().regex(/^[0-9a-f]{16}$/).describe('first 16 hex digits of the SHA-256 of every byte of the line after this field'),
  ...journalRecordSchema.shape,
});

const documents: Readonly<Record<string, Document>> = {
  task: { schema: taskSchema, title: 'Task', description: 'suite/tasks/<id>/task.yaml' },
  proof: { schema: proofSchema, title: 'Proof', description: 'suite/tasks/<id>/proof.json, written by `ase suite check --record`' },
  suite: { schema: suiteSchema, title: 'Suite', description: 'suite/<name>.yaml' },
  prediction: { schema: predictionSchema, title: 'Prediction', description: 'A line of predictions.jsonl; exactly one of patch and replacement' },
  outcome: { schema: outcomeSchema, title: 'Outcome', description: 'Of one check, in verdict.json' },
  config: { schema: configSchema, title: 'Configuration', description: 'ase.config.yaml' },
  generation: { schema: generationSchema, title: 'Generation', description: 'generation/generation.json of an attempt' },
  verdict: { schema: verdictSchema, title: 'Verdict', description: 'verdict.json of an attempt' },
  run: { schema: runSchema, title: 'Run', description: 'run.json' },
  score: { schema: scoreSchema, title: 'Score', description: 'Of a generator or a group, in leaderboard.json' },
  result: { schema: resultSchema, title: 'Result', description: 'A line of results.jsonl' },
  leaderboard: { schema: leaderboardSchema, title: 'Leaderboard', description: 'leaderboard.json' },
  comparison: { schema: comparisonsSchema, title: 'Comparisons', description: 'What `ase compare --json` prints' },
  'journal-record': { schema: journalLineSchema, title: 'Journal record', description: 'A line of journal.jsonl' },
};

/**
 * The text of every file in schemas/, by file name. JSON Schema draft 7, which all editors know; what a person may leave out is optional.
 * What only code can say (such as "exactly one of") is not in them: `ase` itself stays the judge of a file.
 */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map(Object.entries(documents).map(([name, document]) => [`${name}.schema.json`, textOf(document)]));
}

function textOf({ schema, title, description }: Document): string {
  const { $schema, ...body } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return `${JSON.stringify({ $schema, title, description, ...body }, null, 2)}\n`;
}
