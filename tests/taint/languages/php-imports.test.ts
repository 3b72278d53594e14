import { describe, expect, it } from 'vitest';
import { phpSupport } from '../../../src/taint/languages/php/support.ts';

const FILES: ReadonlySet<string> = new Set(['index.php', 'lib/db.php', 'lib/sub/a.php', 'db.php', 'config/db.php']);

const CASES: readonly (readonly [string, string, string | null])[] = [
  ['/lib/db.php', 'index.php', 'lib/db.php'],
  ['/lib/sub/../db.php', 'lib/sub/a.php', 'lib/db.php'],
  ['/lib/sub/./a.php', 'index.php', 'lib/sub/a.php'],
  ['db.php', 'lib/sub/a.php', 'db.php'],
  ['db.php', 'lib/x.php', 'lib/db.php'],
  ['../db.php', 'lib/sub/a.php', 'lib/db.php'],
  ['lib\\db.php', 'index.php', 'lib/db.php'],
  ['config/db.php', 'lib/sub/a.php', 'config/db.php'],
  ['/../index.php', 'index.php', null],
  ['../../../etc/passwd', 'lib/sub/a.php', null],
  ['http://a.b/db.php', 'index.php', null],
  ['php://filter/read=x/resource=db.php', 'index.php', null],
  ['', 'index.php', null],
  ['missing.php', 'index.php', null],
];

describe('files that PHP includes', () => {
  it.each(CASES)('%s from %s is %s', (module, from, expected) => {
    expect(phpSupport.resolveImport(module, from, FILES)).toBe(expected);
  });
});
