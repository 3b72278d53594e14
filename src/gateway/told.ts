import { StringDecoder } from 'node:string_decoder';
import { asObject } from './apis/model-api.ts';
import type { ModelApi, Told } from './apis/model-api.ts';

/** Longer answers, or lines of a stream, tell nothing. */
const MAX_CHARACTERS = 32 * 1024 * 1024;
const NOTHING: Told = { model: null, usage: null, ending: null };
/** Most events of a stream are text: only those with one of these words are parsed. */
const WORTH_PARSING = /"usage|"model/;
const ENDS = /"usage|"finish_?[rR]eason":\s*"|"blockReason/;

/** Reads along in an answer, of which it keeps no more than a line. */
export interface Teller {
  add(text: Buffer): void;
  /** What was told, when all is there. */
  end(): Told;
}

export function createTeller(api: ModelApi, contentType: string): Teller {
  return contentType.includes('text/event-stream') ? eventTeller(api) : wholeTeller(api);
}

function eventTeller(api: ModelApi): Teller {
  const decoder = new StringDecoder('utf8');
  let line = '';
  let told = NOTHING;
  const take = (whole: string): void => {
    const data = whole.startsWith('data:') ? whole.slice('data:'.length).trim() : '';
    if (data.length <= MAX_CHARACTERS && isWorthParsing(data, told)) told = tellAll(api, parse(data), told);
  };
  return {
    add(bytes) {
      const [first = '', ...others] = decoder.write(bytes).split('\n');
      if (line.length <= MAX_CHARACTERS) line += first;
      for (const next of others) {
        take(line);
        line = next;
      }
    },
    end() {
      take(line + decoder.end());
      return told;
    },
  };
}

/** Once the model is known, only usage and end are of interest; chunks of text may name the model each time, and say that they are no end. */
function isWorthParsing(data: string, told: Told): boolean {
  return told.model === null ? WORTH_PARSING.test(data) : ENDS.test(data);
}

function wholeTeller(api: ModelApi): Teller {
  const decoder = new StringDecoder('utf8');
  let text = '';
  return {
    add(bytes) {
      if (text.length <= MAX_CHARACTERS) text += decoder.write(bytes);
    },
    end: () => (text.length > MAX_CHARACTERS ? NOTHING : tellAll(api, parse(text + decoder.end()), NOTHING)),
  };
}

/** Google's streams without server-sent events are a list of answers. */
function tellAll(api: ModelApi, value: unknown, told: Told): Told {
  return (Array.isArray(value) ? value : [value]).reduce<Told>((before, item) => {
    const event = asObject(item);
    return event === null ? before : api.tell(event, before);
  }, told);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
