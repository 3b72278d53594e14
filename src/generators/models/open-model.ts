import { AseError } from '../../contract/errors.ts';
import { type AttemptToGenerate, type Generated, type Generation, type OpenGenerator, UnansweredError } from '../../contract/generation.ts';
import type { Change } from '../../contract/results.ts';
import { digestOf } from '../../util/digest.ts';
import { askModel, type ModelAnswer, RequestRejected } from './ask-model.ts';
import type { AskServices } from './ask-services.ts';
import { linesOf } from './exchange.ts';
import type { ModelSpec } from './model-spec.ts';
import { type AskLimits, seedOf } from './try-once.ts';
import { addUsage } from './used.ts';

/** What a model is shown for an attempt. */
export interface ModelPrompt {
  readonly system?: string;
  readonly prompt: string;
  readonly tokens: number;
  /** Context items that the token budget left out, least useful first. */
  readonly dropped: readonly string[];
}

export interface ModelOptions {
  readonly spec: ModelSpec;
  readonly services: AskServices;
  /** Of all that prompts depend on besides the task. */
  readonly promptDigest: string;
  /** Asked first, where its answer is to find the context of the real prompt. */
  readonly buildDraftPrompt?: (attempt: AttemptToGenerate) => Promise<ModelPrompt>;
  /** `draft`: the text of the first answer; undefined where none was asked for or it said nothing. */
  readonly buildPrompt: (attempt: AttemptToGenerate, draft?: string) => Promise<ModelPrompt>;
  /** Of an answer's text, whatever it holds. */
  readonly parse: (raw: string, attempt: AttemptToGenerate) => Change;
  readonly limits?: Partial<AskLimits>;
  /** Under which it runs. Default: the spec's. */
  readonly name?: string;
}

/** What every other attempt would meet as well, in the words of the contract: a price that is missing or a setting that the provider does not know is one too. */
function lastingError(error: unknown): AseError | null {
  if (!(error instanceof AseError)) return null;
  if (error.code === 'bad-input') return new AseError('unknown-name', error.message, { remedy: error.remedy });
  return error.code === 'permission' || error.code === 'unknown-name' ? error : null;
}

/** A model as a generator. After an error that concerns all its attempts nothing is sent again. */
export function openModel({ spec, services, promptDigest, buildDraftPrompt, buildPrompt, parse, limits, name = spec.name }: ModelOptions): OpenGenerator {
  let givenUp: AseError | null = null;
  let hasAnswered = false;
  const ask = async (attempt: AttemptToGenerate, shown: ModelPrompt): Promise<ModelAnswer | RequestRejected> => {
    const { system, prompt, tokens } = shown;
    try {
      const answer = await askModel({ spec, ...(system === undefined ? {} : { system }), prompt, promptTokens: tokens, cycle: attempt.cycle, signal: attempt.signal, ...(limits === undefined ? {} : { limits }) }, services);
      hasAnswered = true;
      return answer;
    } catch (error) {
      // A setting that the provider refuses fails at once; a prompt that is too long, or something odd in it, concerns this attempt alone.
      if (error instanceof RequestRejected && (error.isTooLong || hasAnswered)) return error;
      givenUp ??= lastingError(error);
      throw lastingError(error) ?? error;
    }
  };
  return {
    name,
    digest: digestOf(`${spec.digest} ${promptDigest}`),
    isLocal: false,
    generate: async (attempt) => {
      if (givenUp !== null) throw givenUp;
      const timed = async (shown: ModelPrompt) => {
        const startedAt = performance.now();
        const answer = await ask(attempt, shown);
        return { answer, facts: { spec, attempt, shown, durationMs: performance.now() - startedAt } };
      };
      const finish = ({ answer, facts }: Awaited<ReturnType<typeof timed>>): Made => (answer instanceof RequestRejected ? rejected({ ...facts, error: answer }) : generated({ ...facts, answer, change: changeOf(answer, attempt, parse) }));
      if (buildDraftPrompt === undefined) return finish(await timed(await buildPrompt(attempt)));
      const { answer: draft, facts } = await timed(await buildDraftPrompt(attempt));
      if (draft instanceof RequestRejected) return rejected({ ...facts, error: draft });
      try {
        return withDraft(finish(await timed(await buildPrompt(attempt, draft.text.trim() === '' ? undefined : draft.text))), draft, facts);
      } catch (error) {
        throw withDraftPaid(error, draft);
      }
    },
  };
}

/** What was cut off may still hold all that is needed: its parser decides. */
function changeOf({ end, reason, text }: ModelAnswer, attempt: AttemptToGenerate, parse: ModelOptions['parse']): Change {
  if ((end === 'answered' || end === 'cut-off') && text.trim() !== '') return parse(text, attempt);
  return { unusable: `${end}: ${reason}` };
}

interface Facts {
  readonly spec: ModelSpec;
  readonly attempt: AttemptToGenerate;
  readonly shown: ModelPrompt;
  readonly durationMs: number;
}

interface Made extends Generated {
  readonly generation: Generation;
  readonly files: ReadonlyMap<string, string>;
}

function generated({ answer, change, ...facts }: Facts & { readonly answer: ModelAnswer; readonly change: Change }): Made {
  const { end, reason, usage, servedModel, warnings, text, reasoning, exchanges } = answer;
  const files = new Map([['prompt.md', promptFile(facts.shown)], ['answer.md', text], ['exchanges.jsonl', linesOf(exchanges)]]);
  if (reasoning !== '') files.set('reasoning.md', reasoning);
  const generation: Generation = { ...generationOf(facts), servedModels: servedModel === null ? [] : [servedModel], end, reason, usage, warnings: [...warnings] };
  return { prediction: { ...keyOf(facts), ...change }, generation, files };
}

function rejected({ error, ...facts }: Facts & { readonly error: RequestRejected }): Made {
  return {
    prediction: { ...keyOf(facts), unusable: error.message },
    generation: { ...generationOf(facts), servedModels: [], end: 'crashed', reason: error.message, usage: error.usage, warnings: [] },
    files: new Map([['prompt.md', promptFile(facts.shown)], ['exchanges.jsonl', linesOf(error.exchanges)]]),
  };
}

/** Both answers were paid for. */
function withDraft(made: Made, draft: ModelAnswer, { durationMs, shown }: Facts): Made {
  const { generation, files } = made;
  const warnings = draft.text.trim() === '' ? [`the draft is empty (${draft.end}: ${draft.reason}): the description and the masked file were the query`] : [];
  return {
    ...made,
    generation: { ...generation, usage: addUsage(draft.usage, generation.usage), durationMs: durationMs + generation.durationMs, warnings: [...draft.warnings, ...warnings, ...generation.warnings] },
    files: new Map([...files, ['draft-prompt.md', promptFile(shown)], ['draft.md', draft.text], ['exchanges.jsonl', linesOf(draft.exchanges) + (files.get('exchanges.jsonl') ?? '')]]),
  };
}

function withDraftPaid(error: unknown, draft: ModelAnswer): unknown {
  if (!(error instanceof AseError)) return error;
  const later = error instanceof UnansweredError ? error : null;
  const exchanges = `${linesOf(draft.exchanges)}${String(later?.files.get('exchanges.jsonl') ?? '')}`;
  return new UnansweredError(error, { usage: later === null ? draft.usage : addUsage(draft.usage, later.usage), files: new Map([['draft.md', draft.text], ['exchanges.jsonl', exchanges]]) });
}

function keyOf({ attempt }: Facts): Pick<Generation, 'task' | 'generator' | 'cycle'> {
  return { task: attempt.task.id, generator: attempt.generator, cycle: attempt.cycle };
}

function generationOf(facts: Facts): Omit<Generation, 'servedModels' | 'end' | 'reason' | 'usage' | 'warnings'> {
  const { spec, attempt, shown, durationMs } = facts;
  const { seed } = spec.settings;
  return {
    schema: 'ase/generation@1',
    ...keyOf(facts),
    kind: 'model',
    requestedModel: spec.model,
    program: null,
    settings: { ...spec.settings, ...(seed === undefined ? {} : { seed: seedOf(seed, attempt.cycle) }) },
    marks: [],
    droppedChanges: [],
    droppedContext: [...shown.dropped],
    durationMs,
  };
}

function promptFile({ system, prompt }: ModelPrompt): string {
  return system === undefined ? prompt : `<!-- system -->\n${system}\n\n<!-- prompt -->\n${prompt}`;
}
