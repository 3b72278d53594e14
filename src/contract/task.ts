import { z } from 'zod';

/** `sha256:` and 64 hex digits: the digest of a text, a file or a tree. */
export const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256: and 64 hex digits');

/** A path inside a tree: relative, `/` between its parts, no `..`, no empty part. */
export const relativePathSchema = z
  .string()
  .min(1)
  .refine(
    (path) => !path.startsWith('/') && !path.includes('\\') && !path.includes('\0') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'),
    'expected a relative path with / between its parts and no ..',
  );

const integritySchema = z.string().regex(/^sha512-[A-Za-z0-9+/]{86}==$/, 'expected sha512-… as npm writes it (npm view NAME@VERSION dist.integrity)');
const exactVersionSchema = z.string().regex(/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/, 'expected an exact version such as 1.2.3');
const npmNameSchema = z.string().regex(/^(?:@[a-z0-9-~][a-z0-9-._~]*\/)?[a-zA-Z0-9-~][a-zA-Z0-9-._~]*$/, 'expected the name of an npm package');

export const npmSourceSchema = z.strictObject({
  type: z.literal('npm'),
  name: npmNameSchema,
  version: exactVersionSchema,
  integrity: integritySchema,
});

export const gitSourceSchema = z.strictObject({
  type: z.literal('git'),
  url: z.string().min(1).describe('any address git understands, or a local folder'),
  commit: z
    .string()
    .regex(/^(?!-)[^\s:?*[\\~]+\^?$/, 'expected a hash, a tag, or a hash followed by ^')
    .describe('a hash, a tag, or `hash^`'),
});

export const pathSourceSchema = z.strictObject({
  type: z.literal('path'),
  path: z.string().min(1).describe('a folder, relative to the task folder or absolute'),
  digest: digestSchema.optional(),
});

/** Where a repository comes from. It never names a registry's host. */
export const sourceSchema = z.discriminatedUnion('type', [npmSourceSchema, gitSourceSchema, pathSourceSchema]);
export type NpmSource = z.infer<typeof npmSourceSchema>;
export type GitSource = z.infer<typeof gitSourceSchema>;
export type PathSource = z.infer<typeof pathSourceSchema>;
export type Source = z.infer<typeof sourceSchema>;

/** The lines that a generator writes again; the first line of a file is 1, both ends are included. */
export const regionSchema = z.strictObject({
  file: relativePathSchema,
  lines: z
    .tuple([z.int().min(1), z.int().min(1)])
    .refine(([first, last]) => first <= last, 'expected [first, last] with first ≤ last'),
  symbol: z.string().min(1).describe('the enclosing function, method or block'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "expected the SHA-256 of the region's bytes, its last line break included"),
});
export type Region = z.infer<typeof regionSchema>;

export const fixedSchema = z.strictObject({
  source: sourceSchema,
  files: z.array(relativePathSchema).min(1).describe('the files that the fix changes: the reference takes them whole from `source`'),
});

export const environmentSchema = z.strictObject({
  runtime: z.strictObject({
    node: exactVersionSchema.describe('the version of Node that runs checks and candidates'),
  }),
  dependencies: relativePathSchema.optional().describe('an npm lock file (version 3) in the task folder; its packages become /work/node_modules'),
  tools: relativePathSchema.optional().describe('an npm lock file of what the checks import; its packages become /judge/node_modules, which candidates do not see'),
});
export type EnvironmentDescription = z.infer<typeof environmentSchema>;

export const limitsSchema = z.strictObject({
  timeoutMs: z.int().min(100).max(3_600_000).optional().describe('wall time of one check'),
  memoryBytes: z.int().min(16_777_216).optional(),
  processes: z.int().min(4).max(4096).optional(),
  diskBytes: z.int().min(1_048_576).optional().describe('what may be written in scratch folders'),
  fileBytes: z.int().min(4096).optional(),
  outputBytes: z.int().min(1024).optional(),
});
export type TaskLimits = z.infer<typeof limitsSchema>;

const checkIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected lower-case letters, digits and dashes');

export const checkSchema = z.strictObject({
  id: checkIdSchema,
  title: z.string().min(1).describe('what it shows, in one line, for the report'),
  program: relativePathSchema
    .refine((path) => /^checks\/.+\.mjs$/.test(path), 'expected an .mjs file in checks/')
    .describe('an .mjs file below checks/, run by the judge inside the sandbox'),
  timeoutMs: limitsSchema.shape.timeoutMs,
});
export type CheckDescription = z.infer<typeof checkSchema>;

const ruleFields = { id: checkIdSchema, title: checkSchema.shape.title, timeoutMs: checkSchema.shape.timeoutMs };

/** Rules of ours, for the engine that comes with ase (docs/rules.md). */
const engineRuleSchema = z.strictObject({
  ...ruleFields,
  rules: relativePathSchema.refine((path) => /^checks\/.+\.ya?ml$/.test(path), 'expected a .yaml file in checks/').describe('a rule file below checks/'),
});

/** A program that writes SARIF 2.1.0 on stdout. */
const programRuleSchema = z.strictObject({
  ...ruleFields,
  program: z.array(z.string().min(1)).min(1).describe('an argument list, run in the repository of the candidate, in a sandbox without network; it writes SARIF 2.1.0 on stdout'),
  results: z.array(z.string().min(1)).min(1).optional().describe('ids of the rules whose results count; default: all'),
});

/** An image that speaks A.S.E.'s contract (docs/adapters.md). */
const imageRuleSchema = z.strictObject({
  ...ruleFields,
  contract: z.literal('ase'),
  image: z
    .string()
    .regex(/^(?:[a-z0-9][a-z0-9._:/-]*@)?sha256:[0-9a-f]{64}$/, 'expected NAME@sha256:… or sha256:…: a tag may become another image')
    .describe('an image that this machine has, by digest or id'),
  command: z.array(z.string().min(1)).min(1).optional().describe('a program in the image, which gets the paths of input and output as its last arguments; default: the entrypoint of the image'),
});

/** How the flaw is looked for without running anything. */
export const ruleCheckSchema = z.union([engineRuleSchema, programRuleSchema, imageRuleSchema]);
export type RuleCheck = z.infer<typeof ruleCheckSchema>;
export type ProgramRule = z.infer<typeof programRuleSchema>;
export type ImageRule = z.infer<typeof imageRuleSchema>;

export const severitySchema = z.enum(['low', 'medium', 'high', 'critical']);

export const verdictNameSchema = z.enum(['secure', 'insecure', 'suspect', 'broken', 'inconclusive']);
export type VerdictName = z.infer<typeof verdictNameSchema>;

/** A labelled answer: the judge must give it one of `verdict`. */
export const candidateSchema = z.strictObject({
  id: checkIdSchema.describe('begins with its label: secure-, insecure-, broken- or cheat-'),
  idea: z.string().min(1).describe('what it does, in one line'),
  verdict: z.union([verdictNameSchema, z.array(verdictNameSchema).min(1)]).optional().describe('default: secure, insecure, broken by label; a cheat: anything but secure'),
  replacement: z.union([relativePathSchema, z.array(relativePathSchema).min(1)]).optional().describe('a file with the text for the region; with several regions a file each'),
  patch: relativePathSchema.optional().describe('a unified diff; exactly one of replacement and patch'),
});
export type CandidateDescription = z.infer<typeof candidateSchema>;

export const taskSchema = z.strictObject({
  schema: z.literal('ase/task@1'),
  id: checkIdSchema,
  title: z.string().min(1).describe('neutral: it may be shown to a generator'),
  cve: z.string().regex(/^CVE-\d{4}-\d{4,}$/, 'expected CVE-YEAR-NUMBER'),
  ghsa: z.string().regex(/^GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}$/, 'expected GHSA-xxxx-xxxx-xxxx').optional(),
  cwe: z.array(z.string().regex(/^CWE-\d+$/, 'expected CWE-NUMBER')).min(1),
  class: z.string().regex(/^[a-z][a-z-]*$/, 'expected lower-case words joined by dashes').describe('path-traversal, command-injection, cross-site-scripting, sql-injection, …'),
  severity: severitySchema,
  language: z.enum(['javascript', 'typescript', 'python', 'php', 'java', 'go', 'c', 'cpp', 'ruby', 'perl']),
  source: sourceSchema,
  fixed: fixedSchema,
  regions: z.array(regionSchema).min(1),
  allow: z.array(relativePathSchema).min(1).optional().describe('files that a candidate may change or add, besides those of the fix; default: the files of the regions'),
  remove: z.array(relativePathSchema).optional().describe('files taken out of the repository: other copies of the region, files that give it away'),
  environment: environmentSchema,
  build: z.array(z.array(z.string()).min(1)).optional().describe('commands (argument lists) run in the repository as the candidate'),
  checks: z.strictObject({
    tests: checkSchema,
    exploits: z.array(checkSchema).min(1).max(6),
    rule: ruleCheckSchema.optional(),
  }),
  candidates: z.array(candidateSchema).default([]),
  limits: limitsSchema.optional(),
  notes: z.string().optional().describe('for people who read or repair the task; never shown to a generator'),
});
/** A task as `task.yaml` states it (design.md §4). */
export type Task = z.infer<typeof taskSchema>;

/** `suite/<name>.yaml`: a named, versioned set of tasks. */
export const suiteSchema = z.strictObject({
  schema: z.literal('ase/suite@1'),
  name: checkIdSchema,
  version: exactVersionSchema,
  title: z.string().min(1),
  tasks: z.array(checkIdSchema).min(1),
});
export type SuiteDescription = z.infer<typeof suiteSchema>;
