import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Module } from '../../../src/taint/ir/nodes.ts';
import { phpSupport } from '../../../src/taint/languages/php/support.ts';
import { loadParser } from '../../../src/taint/tree/parse.ts';
import { everything } from './every-node.ts';

const parse = await loadParser('php');

function lower(text: string): Module {
  return phpSupport.lower(parse(text), 'src/a.php');
}

const REAL = [
  `<h1><?= htmlspecialchars($title, ENT_QUOTES) ?></h1>\n<?php foreach ($rows as $id => [$name, 'mail' => $mail]): ?>\n<li><?= "$id: {$name['first']}" ?></li>\n<?php endforeach; if ($a): ?> x <?php elseif ($b): ?> y <?php endif ?>\n`,
  `<?php\nnamespace App\\Http;\nuse App\\Models\\{User, Post as Article};\nuse function App\\clean;\nfinal class Controller extends Base implements \\Countable {\n  use Logs, Sends { Logs::log insteadof Sends; send as protected dispatch; }\n  const TABLE = 'posts';\n  public static ?self $instance = null;\n  public function __construct(private readonly \\PDO $db, protected array $options = ['a' => 1]) { parent::__construct(); }\n  #[Route('/show', methods: ['GET'])]\n  public function show(int|string $id, ?User &$user = null, ...$rest): ?Article {\n    static $cache = [];\n    $sql = "SELECT * FROM " . self::TABLE . " WHERE id = '{$_GET['id']}' AND n = $id[0]";\n    $rows = $this->db?->query($sql)->fetchAll(mode: 2, ...$rest) ?: throw new \\RuntimeException('none');\n    return match (true) { $rows === [] => null, is_array($rows), $id instanceof User => new Article($rows), default => clean(...) };\n  }\n}\n`,
  `<?php\nfunction run($cmd, &$out) {\n  global $config; static $n = 0;\n  if (!preg_match('/^[a-z]+$/', $cmd)) die("bad $cmd");\n  $f = function ($x) use ($cmd, &$out) { return fn($y) => $x . $y . $cmd; };\n  for ($i = 0, $j = 10; $i < $j; $i++, --$j) { switch ($i % 3) { case 0: continue 2; case 1: break 2; default: $out[] = \`ls {$cmd}\`; } }\n  try { list($a, list(, $b)) = $f($cmd); $$a = &$b['c']; extract($_POST); } catch (A | B $e) { echo $e; } catch (\\Exception) { exit(1); } finally { unset($a, $b['x']); }\n  $html = <<<HTML\n    <p>$a {$b->c['d']} \\x41</p>\n      <b>\${n}</b>\n    HTML;\n  return $html ?? include __DIR__ . '/' . $cmd . '.php';\n}\n`,
];
const TOKENS = ['{', '}', '(', ')', '[', ']', ';', ',', '$', '$a', '"', "'", '<?php', '?>', '<?=', '->', '::', '=>', '=', '&', '...', 'function', 'class', 'fn', 'match', 'static', 'namespace', 'use', 'new', 'if', 'else', ':', '?', '<<<A\n', 'A;\n', '/*', '*/', '#[', '😀', '\0', '\\', 'x()', '1', '.'];

const mutation = fc.record({ at: fc.nat(), remove: fc.nat({ max: 40 }), insert: fc.oneof(fc.constantFrom(...TOKENS), fc.string({ maxLength: 3 })) });
const mutated = fc.tuple(fc.constantFrom(...REAL), fc.constantFrom(...REAL), fc.array(mutation, { maxLength: 6 })).map(([first, second, mutations]) => {
  let text = first + second;
  for (const { at, remove, insert } of mutations) {
    const place = at % (text.length + 1);
    text = text.slice(0, place) + insert + text.slice(place + remove);
  }
  return text;
});

function uses(module: Module, kind: 'function' | 'class'): number[] {
  const found: number[] = [];
  const left: unknown[] = [module.functions, module.classes];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (kind === 'function' && 'kind' in value && value.kind === kind && 'index' in value && !('parameters' in value)) found.push(Number(value.index));
    for (const child of Object.values(value)) left.push(child);
  }
  return found;
}

describe('PHP that no one would write', () => {
  it('whatever is changed in real code: ranges lie in the text, each function stands once', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const module = lower(text);
        expect(everything(module).filter(({ span }) => !(span.start >= 0 && span.start <= span.stop && span.stop <= text.length))).toStrictEqual([]);
        expect(module.functions.map(({ index }) => index)).toStrictEqual(module.functions.map((_, index) => index));
        expect(module.classes.map(({ index }) => index)).toStrictEqual(module.classes.map((_, index) => index));
        const indices = [...uses(module, 'function'), ...module.definitions.flatMap(({ kind, index }) => (kind === 'function' ? [index] : []))];
        expect(new Set(indices).size).toBe(indices.length);
      }),
      { numRuns: 400 },
    );
  });

  const DEEP: readonly (readonly [string, string])[] = [
    ['parentheses and calls', `${'f('.repeat(5000)}1${')'.repeat(5000)};`],
    ['arrays', `${'['.repeat(5000)}1${']'.repeat(5000)};`],
    ['blocks', `${'if ($a) { '.repeat(3000)}b();${'}'.repeat(3000)}`],
    ['methods of results', `$a${'->b()'.repeat(5000)};`],
    ['closures', `${'$f = function () { '.repeat(2000)}b();${'};'.repeat(2000)}`],
    ['patterns', `${'['.repeat(2000)}$a${']'.repeat(2000)} = $b;`],
    ['assignments', `${'$a = '.repeat(5000)}1;`],
    ['conditions on conditions', `${'($a && '.repeat(2000)}$b${')'.repeat(2000)};`],
  ];

  it.each(DEEP)('%s within each other: what is too deep is told', (_, code) => {
    const module = lower(`<?php ${code}`);
    expect(module.errors.length).toBeGreaterThan(0);
    expect(depthOf(module)).toBeLessThan(3000);
  });

  const LONG: readonly (readonly [string, string])[] = [
    ['texts joined', `$a = ${'$b . '.repeat(10_000)}1;`],
    ['or', `$a = ${'$b || '.repeat(10_000)}1;`],
    ['sums and differences', `$a = ${'1 + 2 - '.repeat(5000)}1;`],
    ['else if', `${'if ($a) b(); else '.repeat(5000)} c();`],
    ['elseif', `if ($a) b(); ${'elseif ($c) d(); '.repeat(5000)} else c();`],
    ['arms', `$x = match ($a) { ${'1 => b(), '.repeat(5000)} };`],
    ['catches', `try { a(); } ${'catch (A $e) { b(); } '.repeat(2000)}`],
    ['statements of a namespace', `namespace A { ${'1;'.repeat(150_000)} }`],
    ['updates', `for (;; ${'$a++, '.repeat(3000)} $a) {}`],
    ['extracts', `function f() { ${Array.from({ length: 3000 }, (_, at) => `extract($a); $v${at};`).join(' ')} }`],
    ['nested chains', `${`if ($a) b(); ${'elseif ($c) d(); '.repeat(90)} else { `.repeat(60)}${'}'.repeat(60)}`],
  ];

  it.each(LONG)('a long list is not a deep tree: %s', (_, code) => {
    expect(depthOf(lower(`<?php ${code}`))).toBeLessThan(3000);
  });

  it('a file of a megabyte', () => {
    const text = `<?php\n${Array.from({ length: 4000 }, (_, at) => `function f${at}($a, $b) { if ($a === 'x') { return "n {$b['c']} " . $_GET["k${at}"] . strtolower($a); } foreach ($b as $k => $v) { $this->list[$k] = [$v, 'a' => new A($a)]; } return null; }\n`).join('')}`;
    expect(text.length).toBeGreaterThan(600_000);
    const module = lower(text);
    expect(module.functions).toHaveLength(4001);
    expect(module.errors).toStrictEqual([]);
  });
});

/** How far down the tree goes, in objects and lists. */
function depthOf(module: Module): number {
  let deepest = 0;
  const left: (readonly [unknown, number])[] = [[module, 0]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [value, depth] = next;
    if (typeof value !== 'object' || value === null) continue;
    deepest = Math.max(deepest, depth);
    for (const child of Object.values(value)) left.push([child, depth + 1]);
  }
  return deepest;
}
