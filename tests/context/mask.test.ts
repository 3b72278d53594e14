import { expect, test } from 'vitest';
import { isMarkerLine, maskFile, type MarkerStyle } from '../../src/context/mask.ts';
import { maskedFileOf } from '../../src/context/masked-file.ts';
import { type Task, languageSchema } from '../../src/contract/task.ts';
import { regionAt, SOURCES, taskWith, type Variant, VARIANTS } from './sources.ts';

const WORDS = 'ASE: this region is to be written';

function masked(file: string, language: Task['language'], content: string | Buffer, lines: [number, number][], style: MarkerStyle = 'comment'): string {
  const bytes = Buffer.from(content);
  return maskFile(bytes, { task: { language, regions: lines.map((each) => regionAt(bytes, file, each)) }, file, style }).toString('latin1');
}

const EXPECTED: Readonly<Record<Task['language'], readonly [file: string, marker: string]>> = {
  javascript: ['a.mjs', `/* ${WORDS} */`],
  typescript: ['a.tsx', `/* ${WORDS} */`],
  python: ['a.py', `# ${WORDS}`],
  php: ['a', `/* ${WORDS} */`],
  java: ['A.java', `/* ${WORDS} */`],
  go: ['a.go', `/* ${WORDS} */`],
  c: ['a.h', `/* ${WORDS} */`],
  cpp: ['a.hpp', `/* ${WORDS} */`],
  ruby: ['a.rb', `# ${WORDS}`],
  perl: ['a.pm', `# ${WORDS}`],
};

test.each(languageSchema.options)('the marker is a comment of %s', (language) => {
  const [file, marker] = EXPECTED[language];
  expect(masked(file, language, 'a\n\tb\n\tc\nd\n', [[2, 3]])).toBe(`a\n\t${marker}\nd\n`);
});

test.each<[string, Task['language'], string, string]>([
  ['page.html', 'python', 'a\nb\n', `<!-- ${WORDS} -->`],
  ['page.html', 'python', '<SCRIPT>\nb\n', `/* ${WORDS} */`],
  ['page.html', 'python', '<script>x</script>\nb\n', `<!-- ${WORDS} -->`],
  ['App.vue', 'javascript', '<style scoped>\nb\n', `/* ${WORDS} */`],
  ['a/b.css', 'php', 'a\nb\n', `/* ${WORDS} */`],
  ['schema.sql', 'java', 'a\nb\n', `-- ${WORDS}`],
  ['run.sh', 'c', 'a\nb\n', `# ${WORDS}`],
  ['Makefile', 'c', 'a\nb\n', `# ${WORDS}`],
  ['app.yml', 'javascript', 'a\nb\n', `# ${WORDS}`],
  ['php.ini', 'php', 'a\nb\n', `; ${WORDS}`],
  ['page.pug', 'javascript', 'a\nb\n', `//- ${WORDS}`],
  ['page.twig', 'php', 'a\nb\n', `{# ${WORDS} #}`],
  ['page.tpl', 'php', 'a\nb\n', `{* ${WORDS} *}`],
  ['page.hbs', 'javascript', 'a\nb\n', `{{!-- ${WORDS} --}}`],
  ['page.jsp', 'java', '<p>\nb\n', `<%-- ${WORDS} --%>`],
  ['page.jsp', 'java', '<%\nb\n', `/* ${WORDS} */`],
  ['page.erb', 'ruby', '<% x %>\nb\n', `<%# ${WORDS} %>`],
  ['page.erb', 'ruby', '<%\nb\n', `# ${WORDS}`],
  ['no-extension', 'python', 'a\nb\n', `# ${WORDS}`],
])('in %s of a task in %s, after %j', (file, language, content, marker) => {
  expect(masked(file, language, content, [[2, 2]])).toBe(`${content.split('\n')[0]}\n${marker}\n`);
});

test.each<[string, string, [number, number], string]>([
  ['in PHP code', '<?php\na();\nb();\n', [2, 2], `/* ${WORDS} */`],
  ['outside of it', '<?php a(); ?>\n<p>\n</p>\n', [2, 2], `<?php /* ${WORDS} */ ?>`],
  ['from HTML into code', '<p>\n<?php\na();\n', [1, 2], `<?php /* ${WORDS} */`],
  ['from code into HTML', '<?php\na();\n?>\n<p>\n', [2, 3], `/* ${WORDS} */ ?>`],
  ['with short tags', '<?= $a ?>\n<p>\n', [2, 2], `<?php /* ${WORDS} */ ?>`],
])('a region %s', (_, content, lines, marker) => {
  expect(masked('index.php', 'php', content, [lines])).toContain(marker);
  expect(masked('index.php', 'php', content, [lines]).split('\n')).toContain(marker);
});

test('several regions have their numbers in the task, wherever they stand', () => {
  const content = 'a\nb\nc\nd\n';
  expect(masked('a.py', 'python', content, [[4, 4], [2, 2]])).toBe(`a\n# ${WORDS} (2 of 2)\nc\n# ${WORDS} (1 of 2)\n`);
  const bytes = Buffer.from(content);
  expect(maskedFileOf(bytes, { task: taskWith([regionAt(bytes, 'a.py', [4, 4]), regionAt(bytes, 'a.py', [1, 2])], 'python'), file: 'a.py' }).markers).toEqual([
    { region: 1, line: 1 },
    { region: 0, line: 3 },
  ]);
});

test('the marker of A.S.E.', () => {
  expect(masked('a.py', 'python', 'a\n    b\n\tc\nd\n', [[2, 3]], 'official')).toBe('a\n    <MASKED>\nd\n');
});

test('the indent is that of the first line that is not blank; the line break that of the last line', () => {
  expect(masked('a.c', 'c', 'a\r\n\n  \n\t b\r\nc', [[2, 4]])).toBe(`a\r\n\t /* ${WORDS} */\r\nc`);
  expect(masked('a.c', 'c', 'a\r\n  b\r\nc', [[2, 3]])).toBe(`a\r\n  /* ${WORDS} */`);
});

test.each(Object.keys(VARIANTS) as Variant[])('the bytes around a region survive: %s', (variant) => {
  for (const { path, language, text } of SOURCES) {
    const content = VARIANTS[variant](text);
    const lines = content.toString('latin1').split(/(?<=\n)/);
    for (const [index, line] of lines.entries()) {
      const mark = line.startsWith('\u00ef\u00bb\u00bf') ? '\u00ef\u00bb\u00bf' : '';
      const [before, after] = [lines.slice(0, index).join('') + mark, lines.slice(index + 1).join('')];
      const result = masked(path, language, content, [[index + 1, index + 1]]);
      expect(result.startsWith(before)).toBe(true);
      expect(result.endsWith(after)).toBe(true);
      const own = result.slice(before.length, result.length - after.length);
      expect([isMarkerLine(own), own.endsWith('\r\n'), own.endsWith('\n')]).toEqual([true, line.endsWith('\r\n'), line.endsWith('\n')]);
    }
  }
});

test.each<[string, boolean]>([
  [`\t// ${WORDS}\r\n`, true],
  [`  {/* ${WORDS} */}`, true],
  [`<?php /* ${WORDS} (2 of 3) */ ?>`, true],
  ['  <MASKED>', true],
  [`} /* ${WORDS} */`, false],
  [`/* ${WORDS} */ x();`, false],
  [`${' '.repeat(1000)}x`, false],
  ['x();', false],
])('whether %j is a marker line: %s', (line, expected) => {
  expect(isMarkerLine(line)).toBe(expected);
});
