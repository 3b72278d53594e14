// Which folder of src may import which (docs/decisions/tooling.md). A rule's comment says what to do instead.

/** What each folder may import of src, besides itself. `cli` is missing: it wires everything. */
const layers = {
  contract: [],
  util: [],
  stats: [],
  sources: ['contract', 'util'],
  environments: ['contract', 'util', 'sources'],
  sandboxes: ['contract', 'util'],
  context: ['contract', 'util'],
  generators: ['contract', 'util', 'context'],
  gateway: ['contract', 'util'],
  judge: ['contract', 'util', 'context'],
  taint: ['contract', 'util'],
  suite: ['contract', 'util'],
  score: ['contract', 'stats'],
  ase: ['contract', 'util', 'score'],
  journal: ['contract', 'util'],
  run: ['contract', 'util', 'journal', 'score'],
  report: ['contract', 'util', 'score'],
  mutate: ['contract', 'util', 'taint'],
};

/**
 * Files that a folder may reach although its layer may not: errors for people are made everywhere.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const exceptions = { util: ['^src/contract/errors\\.ts$'] };

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const layerRules = Object.entries(layers).map(([folder, allowed]) => ({
  name: `layer-${folder}`,
  comment:
    `src/${folder} may import ${allowed.length === 0 ? 'nothing of src but itself' : `${allowed.map((name) => `src/${name}`).join(', ')} and itself`}. ` +
    'Move what both need down to src/contract (words of the benchmark) or src/util (none of them), or have src/cli pass it in.',
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: [`^src/(${[folder, ...allowed].join('|')})/`, ...(exceptions[folder] ?? [])] },
}));

/** Drivers of one kind, told apart by the first word of their file's name. */
const drivers = {
  sources: ['npm', 'debian', 'git', 'path'],
  sandboxes: ['docker', 'bubblewrap'],
  generators: ['baselines', 'replay', 'command', 'model', 'agent'],
};

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const driverRules = Object.entries(drivers).map(([folder, names]) => ({
  name: `driver-${folder}`,
  comment: `Drivers in src/${folder} must not import one another: one must be removable without the others. Put what they share into a file of its own there.`,
  severity: 'error',
  from: { path: `^src/${folder}/(${names.join('|')})(?=[-.])` },
  to: { path: `^src/${folder}/(${names.join('|')})(?=[-.])`, pathNot: `^src/${folder}/$1(?=[-.])` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    ...driverRules,
    {
      name: 'known-folder',
      comment: `A new folder of src needs its place in the layers: add it to .dependency-cruiser.mjs, with what it may import.`,
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${[...Object.keys(layers), 'cli'].join('|')})/` },
      to: {},
    },
    {
      name: 'no-cycle',
      comment: 'Modules that import one another are one module: move what both need into a third, or pass it as an argument.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-barrel',
      comment: 'Import a thing from the module that makes it: a barrel loads all for one, and hides who uses what.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/', dependencyTypes: ['export'] },
    },
    {
      name: 'contract-zod-only',
      comment: 'src/contract holds schemas and types: whoever reads our files must be able to take it without anything else. Put code into src/util or where it is used.',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { pathNot: ['^src/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'stats-numbers-only',
      comment: 'src/stats is numbers in, numbers out: take what you need as an argument.',
      severity: 'error',
      from: { path: '^src/stats/' },
      to: { pathNot: '^src/' },
    },
    {
      name: 'no-disk',
      comment: 'Scores, reports and the rule engine must be makeable from values alone: read and write files in src/run, src/journal, src/suite or src/cli.',
      severity: 'error',
      from: { path: '^src/(score|report|taint)/' },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'no-processes',
      comment: 'Whatever a task, candidate or model brings runs in a sandbox: use the SandboxDriver that is passed in. Only sources (git), sandboxes and generators start programs.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sources|sandboxes|generators|cli)/' },
      to: { path: '^(node:)?(child_process|cluster)$' },
    },
    {
      name: 'no-network',
      comment: 'Only generators and the gateway talk to model APIs, sandboxes to their engine, sources through pacote and git. Pass in what they give.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(gateway|generators|sandboxes|sources|cli)/' },
      to: { path: '^(node:)?(net|http|https|http2|tls|dgram|dns)(/promises)?$' },
    },
    {
      name: 'engine-in-sandboxes',
      comment: 'Only src/sandboxes knows a container engine: use the SandboxDriver.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandboxes/' },
      to: { path: '(^|/)node_modules/dockerode/' },
    },
    {
      name: 'not-to-tests',
      comment: 'The package has no tests, scripts or benches: move what src needs into src.',
      severity: 'error',
      from: { path: '^(src|bin)/' },
      to: { path: '^(tests|bench|scripts)/' },
    },
    {
      name: 'runtime-dependencies',
      comment: 'src is published: what it imports must stand under "dependencies" in package.json (npm install --save-exact NAME).',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'This import leads nowhere: check its spelling and that it ends in .ts.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count: an import of a type is knowledge too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'types', 'default'] },
  },
};
