/** Takes secrets out of texts. */
export interface Redactor {
  /** Whole secrets, as they are and as a URL or JSON spells them. For what a model wrote: nothing else of it changes. */
  whole(text: string): string;
  /** Also what providers quote of a wrong key, such as `sk-proj-***wxyz`; and as one line without control characters. For messages. */
  message(text: string): string;
}

/** Shorter ones are placeholders such as `EMPTY`; taking `x` out of every text would destroy it. */
const LEAST_LENGTH = 8;
const QUOTED_LENGTH = 6;
const MESSAGE_LENGTH = 500;
const MARK = '[key]';

export function createRedactor(secrets: readonly string[]): Redactor {
  const real = secrets.filter((secret) => secret.length >= LEAST_LENGTH);
  const spellings = [...new Set(real.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64')]))].sort((a, b) => b.length - a.length);
  const quotations = real.map((secret) => new RegExp(`${secret.slice(0, QUOTED_LENGTH).replace(/\W/g, '\\$&')}[^\\s"'\`]*`, 'g'));
  const whole = (text: string): string => spellings.reduce((rest, spelling) => rest.replaceAll(spelling, MARK), text);
  return {
    whole,
    message: (text) => {
      const line = quotations.reduce((rest, quotation) => rest.replaceAll(quotation, MARK), whole(text)).replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
      return line.length <= MESSAGE_LENGTH ? line : `${line.slice(0, MESSAGE_LENGTH)}…`;
    },
  };
}
