const ESCAPES = /\\(?:u\{([0-9a-fA-F]{1,8})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(\r\n|[^]))/gu;
const SINGLE: ReadonlyMap<string, string> = new Map([['n', '\n'], ['r', '\r'], ['t', '\t'], ['b', '\b'], ['f', '\f'], ['v', '\v'], ['\n', ''], ['\r\n', ''], ['\r', ''], ['\u2028', ''], ['\u2029', '']]);

/** A text as its escapes mean it. */
export function decodeEscapes(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replaceAll(ESCAPES, (...found: readonly (string | number | undefined)[]) => decodeOne(found.slice(1, 6).map((part) => (part === undefined ? undefined : String(part)))));
}

function decodeOne([long, four, two, octal, single]: readonly (string | undefined)[]): string {
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  const code = Number.parseInt(long ?? four ?? two ?? '', 16);
  if (!Number.isNaN(code)) return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  return SINGLE.get(single ?? '') ?? single ?? '';
}

/** A number as it is written; big ones (`1n`) too. */
export function readNumber(text: string): number {
  const plain = text.replaceAll('_', '').replace(/n$/u, '');
  return /^0[0-7]+$/u.test(plain) ? Number.parseInt(plain, 8) : Number(plain);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"], ['nbsp', '\u00a0']]);

/** Texts of JSX: HTML's references, no escapes. */
export function decodeEntities(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]{2,4}));/gu, (all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES.get(name) ?? all;
    const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
    return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  });
}
