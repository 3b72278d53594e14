import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ProgramTask, Task } from '../../src/contract/task.ts';
import { lineOffsets } from '../../src/util/line-offsets.ts';

export interface Source {
  readonly path: string;
  readonly language: Task['language'];
  readonly text: string;
}

/** A small file for each language of the contract, and for what stands beside them in repositories. */
export const SOURCES: readonly Source[] = [
  { path: 'lib/router.js', language: 'javascript', text: "'use strict';\n\nconst path = require('node:path');\n\nexports.resolve = function resolve(root, name) {\n  const file = path.join(root, name);\n  if (!file.startsWith(root)) {\n    return null;\n  }\n\n  // Names may hold `back quotes` and $& or $1.\n  return file.replace(/\\\\/g, '/');\n};\n\nexports.version = `1.${0}`;\n" },
  { path: 'src/store.ts', language: 'typescript', text: "import { readFile } from 'node:fs/promises';\n\nexport interface Entry {\n  readonly key: string;\n}\n\nexport async function load<T extends Entry>(file: string): Promise<T[]> {\n  const text = await readFile(file, 'utf8');\n  return JSON.parse(text) as T[];\n}\n\nexport const EMPTY: readonly Entry[] = [];\n" },
  { path: 'app/views.py', language: 'python', text: '"""Views."""\nimport subprocess\n\n\nclass View:\n    def show(self, name):\n        """Shows a name.\n\n        >>> View().show("a")\n        """\n        if not name:\n            return None\n\n        try:\n            return subprocess.run(["echo", name], check=True)\n        except OSError:\n            return None\n\n\ndef main():\n    print(View().show("x"))\n' },
  { path: 'admin/index.php', language: 'php', text: "<?php\nrequire 'config.php';\n\nfunction title($name) {\n    return <<<EOT\n<b>$name</b>\nEOT;\n}\n?>\n<html>\n<body>\n<h1><?php echo title($_GET['name']); ?></h1>\n<p>Welcome to this page.</p>\n</body>\n</html>\n" },
  { path: 'src/main/java/Login.java', language: 'java', text: 'package app;\n\nimport java.sql.Connection;\n\npublic class Login {\n\tprivate final Connection connection;\n\n\tpublic boolean check(String name) throws Exception {\n\t\ttry (var statement = connection.createStatement()) {\n\t\t\treturn statement.executeQuery("select 1 where \'" + name + "\'").next();\n\t\t}\n\t}\n}\n' },
  { path: 'cmd/serve.go', language: 'go', text: 'package main\n\nimport (\n\t"fmt"\n\t"net/http"\n)\n\nfunc hello(w http.ResponseWriter, r *http.Request) {\n\tname := r.URL.Query().Get("name")\n\tfmt.Fprintf(w, `<p>%s</p>`, name)\n}\n\nfunc main() {\n\thttp.HandleFunc("/", hello)\n}\n' },
  { path: 'src/buffer.c', language: 'c', text: '#include <string.h>\n#include <stdlib.h>\n\n#define LIMIT 64\n\nint copy(char *to, const char *from, size_t length)\n{\n\tif (length >= LIMIT)\n\t\treturn -1;\n\tmemcpy(to, from, length);\n\tto[length] = 0;\n\treturn 0;\n}\n\nint unused(void) { return LIMIT; }\n' },
  { path: 'src/list.cpp', language: 'cpp', text: '#include <vector>\n\nnamespace app {\n\ntemplate <typename T>\nT at(const std::vector<T> &items, std::size_t index) {\n  if (index >= items.size()) {\n    throw 1;\n  }\n  return items[index];\n}\n\n}  // namespace app\n' },
  { path: 'lib/user.rb', language: 'ruby', text: "require 'open3'\n\nclass User\n  @@count = 0\n\n  def self.find(name)\n    where(\"name = '#{name}'\").first\n  end\n\n  def greet\n    <<~TEXT\n      Hello #{name}\n    TEXT\n  end\nend\n" },
  { path: 'lib/Mail.pm', language: 'perl', text: "package Mail;\nuse strict;\nuse warnings;\n\nsub send_mail {\n    my ($to, $text) = @_;\n    open(my $pipe, '|-', \"sendmail $to\") or die;\n    print $pipe <<END;\n$text\nEND\n    close $pipe;\n}\n\n1;\n" },
  { path: 'templates/page.html', language: 'python', text: '<html>\n<head>\n<script>\n  const user = "{{ user }}";\n  show(user);\n</script>\n</head>\n<body>\n  <p>{{ text|safe }}</p>\n  <p>Second paragraph.</p>\n</body>\n</html>\n' },
  { path: 'src/App.vue', language: 'javascript', text: '<template>\n  <div v-html="text" />\n  <span>{{ name }}</span>\n</template>\n\n<script>\nexport default {\n  props: ["text", "name"],\n};\n</script>\n\n<style>\n.name { color: red; }\n</style>\n' },
  { path: 'db/schema.sql', language: 'php', text: 'CREATE TABLE users (\n  id INTEGER PRIMARY KEY,\n  name TEXT NOT NULL\n);\n\nCREATE VIEW names AS\n  SELECT name\n  FROM users;\n\nCREATE INDEX by_name ON users (name);\n' },
  { path: 'bin/backup.sh', language: 'c', text: '#!/bin/sh\nset -eu\n\nbackup() {\n  tar czf "$2" "$1"\n  echo "saved $1"\n}\n\nif [ $# -gt 0 ]; then\n  backup "$1" /tmp/backup.tgz\nfi\n' },
  { path: 'config/app.yaml', language: 'ruby', text: 'service:\n  name: app\n  ports:\n    - 8080\n    - 8081\n  limits:\n    memory: 1G\nlogging:\n  level: debug\n  file: /var/log/app.log\n' },
  { path: 'docs/usage.js', language: 'javascript', text: "/**\n * Usage:\n *\n * ```js\n * run('x');\n * ```\n */\nexports.help = `\n```sh\nrun x\n```\n`;\n\nexports.run = (name) => name.trim();\n\nexports.last = 1;\n" },
];

/** What repositories do to their bytes. The name says what is different. */
export const VARIANTS = {
  plain: (text: string) => Buffer.from(text),
  crlf: (text: string) => Buffer.from(text.replaceAll('\n', '\r\n')),
  'no line break at the end': (text: string) => Buffer.from(text.trimEnd()),
  'crlf, none at the end': (text: string) => Buffer.from(text.trimEnd().replaceAll('\n', '\r\n')),
  'byte order mark': (text: string) => Buffer.from(`\uFEFF${text}`),
  'byte order mark, crlf': (text: string) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`),
  tabs: (text: string) => Buffer.from(text.replaceAll(/^(?: {2,4})+/gm, (indent) => '\t'.repeat(Math.ceil(indent.length / 4)))),
  'mixed line breaks': (text: string) => Buffer.from(text.split('\n').map((line, index) => (index % 3 === 1 ? `${line}\r` : line)).join('\n')),
  'Latin-1': (text: string) => Buffer.from(`${text.split('\n')[0]}\n\u00e9\u00fc\u00df \n${text.split('\n').slice(1).join('\n')}\u00e4\n`, 'latin1'),
  'UTF-8 beyond ASCII': (text: string) => Buffer.from(text.replaceAll('name', 'n\u00e4me\u{1F600}')),
} as const;

export type Variant = keyof typeof VARIANTS;

export function regionAt(content: Uint8Array, file: string, lines: [number, number]): ProgramTask['regions'][number] {
  return { file, lines, symbol: 'any', sha256: createHash('sha256').update(content.subarray(...lineOffsets(content, lines))).digest('hex') };
}

export function taskWith(regions: ProgramTask['regions'], language: Task['language'], more: Partial<ProgramTask> = {}): ProgramTask {
  const source = { type: 'path' as const, path: 'original' };
  return {
    schema: 'ase/task@1', id: 'small', title: 'A small task', cve: 'CVE-2000-0001', cwe: ['CWE-22'], class: 'any', severity: 'low', language, source,
    fixed: { source, files: ['fixed.js'] }, regions, environment: { runtime: { node: '24.21.0' } },
    checks: { tests: { id: 'tests', title: 't', program: 'checks/tests.mjs' }, exploits: [{ id: 'e', title: 'e', program: 'checks/e.mjs' }] }, candidates: [], ...more,
  };
}

/** A folder with one file, gone after the test. */
export function treeWith(files: Readonly<Record<string, Uint8Array>>): string {
  const tree = mkdtempSync(join(tmpdir(), 'ase-context-'));
  onTestFinished(() => rmSync(tree, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  }
  return tree;
}
