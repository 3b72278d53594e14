import { AseError } from '../contract/errors.ts';
import { type Generated, UnansweredError, type Usage } from '../contract/generation.ts';
import type { JournalWriter } from '../journal/append.ts';
import type { GenerateInput, RunDrivers } from './drivers.ts';
import { storeUnanswered } from './evidence.ts';

/** Asks generators, until there is no use in asking one of them, or any, again. */
export interface Asking {
  /**
   * `closed`: it is not asked, and its attempt stays open.
   * @throws what the generator throws; what closes it, once
   */
  ask(input: GenerateInput): Promise<Generated | null | 'closed'>;
  /** Why no generator is asked any more; null while they are. */
  readonly overBudget: () => string | null;
}

const givesUp: ReadonlySet<string> = new Set(['permission', 'unknown-name']);

export function createAsking(generate: RunDrivers['generate'], onOverBudget: (message: string) => void): Asking {
  const closed = new Set<string>();
  let overBudget: string | null = null;
  return {
    overBudget: () => overBudget,
    async ask(input) {
      if (overBudget !== null || closed.has(input.generator)) return 'closed';
      try {
        return await generate(input);
      } catch (error) {
        if (!(error instanceof AseError)) throw error;
        if (error.code === 'budget') {
          if (overBudget === null) onOverBudget(error.message);
          overBudget ??= error.message;
          return 'closed';
        }
        if (!givesUp.has(error.code)) throw error;
        // Those that were asked meanwhile meet the same refusal.
        if (closed.has(input.generator)) return 'closed';
        closed.add(input.generator);
        throw new AseError('unavailable', `${error.message}; ${input.generator} is asked no more`, { remedy: error.remedy, cause: error });
      }
    },
  };
}

export interface Accounts {
  readonly folder: string;
  readonly journal: JournalWriter;
  readonly onPaid: (usage: Usage) => void;
}

/** Tells what answers cost. What was used without an answer counts against the budget of the next execution too, and is kept to be looked at. */
export function keepAccounts(generate: RunDrivers['generate'], { folder, journal, onPaid }: Accounts): RunDrivers['generate'] {
  return async (input) => {
    try {
      const made = await generate(input);
      if (made?.generation !== undefined) onPaid(made.generation.usage);
      return made;
    } catch (error) {
      if (error instanceof UnansweredError) {
        const key = { task: input.task.task.id, generator: input.generator, cycle: input.cycle };
        onPaid(error.usage);
        await storeUnanswered(folder, key, error.files);
        await journal.append({ type: 'unanswered', ...key, code: error.code, usage: error.usage });
      }
      throw error;
    }
  };
}
