import type { Comparison } from '../../contract/comparison.ts';

/** Two generators that are alike but for thinking; `compared` is changed minus plain. */
export interface SettingPair extends NamedPair {
  readonly compared: Comparison;
}

interface NamedPair {
  readonly plain: string;
  readonly changed: string;
  readonly setting: string;
}

const SETTINGS: ReadonlySet<string> = new Set(['thinking', 'effort', 'reasoning', 'reasoning-effort']);

interface Parsed {
  readonly name: string;
  /** The name without its thinking. */
  readonly base: string;
  readonly setting: string;
}

/** `openai:gpt-5` with `openai:gpt-5?effort=high`: off and on, or the lower and the higher setting, as names state them. */
export function settingPairs(generators: readonly string[]): NamedPair[] {
  const families = Map.groupBy(generators.map(parse), ({ base }) => base);
  return [...families.values()].flatMap((family) => {
    const [plain, ...changed] = family.toSorted((a, b) => strength(a.setting) - strength(b.setting));
    if (plain === undefined) return [];
    return changed.map(({ name, setting }) => ({ plain: plain.name, changed: name, setting: `${plain.setting === '' ? 'no setting' : plain.setting} → ${setting}` }));
  });
}

function parse(name: string): Parsed {
  const at = name.indexOf('?');
  if (at === -1) return { name, base: name, setting: '' };
  // Of several runs a name may end in the run's: `?effort=high@RUN`.
  const [settings = '', ...run] = name.slice(at + 1).split(/(?=@)/u);
  const parts = settings.split('&');
  const own = parts.filter((part) => SETTINGS.has(part.split('=', 1)[0] ?? ''));
  const rest = parts.filter((part) => !own.includes(part));
  return { name, base: `${name.slice(0, at)}${rest.length === 0 ? '' : `?${rest.join('&')}`}${run.join('')}`, setting: own.join('&') };
}

const WORDS: readonly string[] = ['none', 'off', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** Unset first, then by number or by word. */
function strength(setting: string): number {
  if (setting === '') return -1;
  const value = setting.split('=').at(-1) ?? '';
  const number = Number(value);
  return Number.isFinite(number) && value !== '' ? number : Math.max(0, WORDS.indexOf(value));
}
