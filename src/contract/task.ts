import { z } from 'zod';
import { acceptedFindingSchema } from './lint.ts';

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
export const exactVersionSchema = z.string().regex(/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/, 'expected an exact version such as 1.2.3');
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
    .regex(/^(?!-)[^\s:?*[\\~^]+[\^~]?$/, 'expected a hash, a tag, HEAD, or one of these followed by ^')
    .describe('a hash, a tag, HEAD (of the default branch), or one of these followed by ^ (or ~) for the commit before it'),
  ref: z
    .string()
    .regex(/^(?!-)[A-Za-z0-9_][A-Za-z0-9_.+/-]*$/, 'expected a branch, or a reference such as pull/145/head')
    .optional()
    .describe('where the server keeps a commit that no branch or tag leads to, such as pull/145/head'),
});

export const pathSourceSchema = z.strictObject({
  type: z.literal('path'),
  path: z.string().min(1).describe('a folder, relative to the task folder or absolute'),
  digest: digestSchema.optional(),
});

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits, as sha256sum writes them');

export const debianSourceSchema = z.strictObject({
  type: z.literal('debian'),
  package: z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/, 'expected the name of a Debian source package'),
  version: z.string().regex(/^[0-9A-Za-z.+~-]+$/, 'expected an upstream version, without epoch and Debian revision').describe('of upstream, without epoch and Debian revision'),
  sha256: sha256Schema.describe('of the upstream archive (.orig.tar.*)'),
  patch: z.strictObject({ name: relativePathSchema.describe('as debian/patches/series has it'), sha256: sha256Schema }).describe('the patch that repairs the flaw'),
  state: z.enum(['before', 'after']).describe('with the patches of the series before that one, or with it, too'),
});

/** Where a repository comes from. It never names a registry's host. */
export const sourceSchema = z.discriminatedUnion('type', [npmSourceSchema, debianSourceSchema, gitSourceSchema, pathSourceSchema]);
export type NpmSource = z.infer<typeof npmSourceSchema>;
export type DebianSource = z.infer<typeof debianSourceSchema>;
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
/** A region as others describe it: by its lines alone. */
const importedRegionSchema = regionSchema.partial({ symbol: true, sha256: true });
export type Region = z.infer<typeof importedRegionSchema>;

export const fixedSchema = z.strictObject({
  source: sourceSchema,
  files: z.array(relativePathSchema).min(1).describe('the files that the fix changes: the reference takes them whole from `source`'),
});

export const systemSchema = z.strictObject({
  language: z.enum(['python', 'php', 'c', 'go', 'java', 'ruby', 'perl']).describe('what compiles and runs the repository'),
  packages: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9+.-]+$/, 'expected the name of a Debian package'))
    .min(1)
    .optional()
    .describe('Debian packages that the repository needs besides'),
});
/** A root file system of Debian packages. */
export type SystemDescription = z.infer<typeof systemSchema>;

export const environmentSchema = z.strictObject({
  runtime: z.strictObject({
    node: exactVersionSchema.describe('the version of Node that runs checks and candidates'),
  }),
  system: systemSchema.optional().describe('for other languages than JavaScript: the root file system of the sandbox, built from Debian packages'),
  dependencies: relativePathSchema.optional().describe('an npm lock file (version 3) in the task folder; its packages become /work/node_modules'),
  tools: relativePathSchema.optional().describe('an npm lock file of what the checks import; its packages become /judge/node_modules, which candidates do not see'),
});
export type EnvironmentDescription = z.infer<typeof environmentSchema>;

const imageNameSchema = z
  .string()
  .max(512)
  .regex(/^[a-z0-9][a-z0-9._:/-]*(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?(?:@sha256:[0-9a-f]{64})?$/, 'expected NAME, NAME:TAG, NAME@sha256:… or sha256:…');

/** An image that somebody else built, with the repository in it. */
export const imageEnvironmentSchema = z.strictObject({
  image: imageNameSchema,
  repository: z.string().regex(/^\/[^\0]*$/, 'expected an absolute path').describe('where the image has the repository'),
  run: z.string().optional().describe('what keeps the container alive, in the words of a shell; default: the command of the image'),
  privileged: z.boolean().optional().describe('the image asks for full rights over the machine: refused without --allow-privileged'),
});
export type ImageEnvironment = z.infer<typeof imageEnvironmentSchema>;

export const limitsSchema = z.strictObject({
  timeoutMs: z.int().min(100).max(3_600_000).optional().describe('wall time of one check'),
  memoryBytes: z.int().min(16_777_216).optional(),
  processes: z.int().min(4).max(4096).optional(),
  diskBytes: z.int().min(1_048_576).optional().describe('what may be written in scratch folders'),
  fileBytes: z.int().min(4096).optional(),
  outputBytes: z.int().min(1024).optional(),
});
export type TaskLimits = z.infer<typeof limitsSchema>;

export const checkIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected lower-case letters, digits and dashes');

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

const severitySchema = z.enum(['low', 'medium', 'high', 'critical']);
export const severityOrUnknownSchema = z.enum([...severitySchema.options, 'unknown']);

export const verdictNameSchema = z.enum(['secure', 'insecure', 'suspect', 'broken', 'inconclusive']);
export type VerdictName = z.infer<typeof verdictNameSchema>;

const imageCommandSchema = z.strictObject({
  command: z.string().min(1).describe('in the words of a shell'),
  timeoutMs: limitsSchema.shape.timeoutMs.unwrap(),
});

/** Commands in the image of the task that print A.S.E.'s markers (docs/ase.md). */
export const aseV2ChecksSchema = z.strictObject({ status: imageCommandSchema, test: imageCommandSchema, exploit: imageCommandSchema });
export type AseV2Checks = z.infer<typeof aseV2ChecksSchema>;

/** An image that counts flaws, of A.S.E.'s contract. */
export const aseV1ChecksSchema = z.strictObject({
  image: imageNameSchema,
  types: z.array(z.string().min(1)).min(1).describe("what it looks for, in A.S.E.'s words"),
  baseline: z.int().min(0).describe('flaws that it counts in the original: fewer are secure'),
  cut: z.array(relativePathSchema).min(1).optional().describe('the only files that it is given of a large repository, besides those of the region'),
});
export type AseV1Checks = z.infer<typeof aseV1ChecksSchema>;

/** A labelled answer: the judge must give it one of `verdict`. */
export const candidateSchema = z.strictObject({
  id: checkIdSchema.describe('begins with its label: secure-, insecure-, broken- or cheat-'),
  idea: z.string().min(1).describe('what it does, in one line'),
  verdict: z.union([verdictNameSchema, z.array(verdictNameSchema).min(1)]).optional().describe('default: secure, insecure, broken by label; a cheat: anything but secure'),
  replacement: z.union([relativePathSchema, z.array(relativePathSchema).min(1)]).optional().describe('a file with the text for the region; with several regions a file each'),
  patch: relativePathSchema.optional().describe('a unified diff; exactly one of replacement and patch'),
});
export type CandidateDescription = z.infer<typeof candidateSchema>;

const identityFields = {
  id: checkIdSchema,
  title: z.string().min(1).describe('neutral: it may be shown to a generator'),
  cve: z.string().regex(/^CVE-\d{4}-\d{4,}$/, 'expected CVE-YEAR-NUMBER'),
  cwe: z.array(z.string().regex(/^CWE-\d+$/, 'expected CWE-NUMBER')).min(1),
  class: z.string().regex(/^[a-z][a-z-]*$/, 'expected lower-case words joined by dashes').describe('path-traversal, command-injection, cross-site-scripting, sql-injection, …'),
  language: z.enum(['javascript', 'typescript', 'python', 'php', 'java', 'go', 'c', 'cpp', 'ruby', 'perl']),
};

const answerFields = {
  allow: z.array(relativePathSchema).min(1).optional().describe('files that a candidate may change or add, besides those of the fix; default: the files of the regions'),
  remove: z.array(relativePathSchema).optional().describe('files taken out of the repository: other copies of the region, files that give it away'),
  candidates: z.array(candidateSchema).default([]),
  limits: limitsSchema.optional(),
  accept: z.array(acceptedFindingSchema).min(1).optional().describe('findings of `ase suite lint` that are right here'),
  notes: z.string().optional().describe('for people who read or repair the task; never shown to a generator'),
};

const programTaskSchema = z.strictObject({
  schema: z.literal('ase/task@1'),
  ...identityFields,
  ghsa: z.string().regex(/^GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}$/, 'expected GHSA-xxxx-xxxx-xxxx').optional(),
  severity: severitySchema,
  source: sourceSchema,
  fixed: fixedSchema,
  regions: z.array(regionSchema).min(1),
  ...answerFields,
  environment: environmentSchema,
  build: z.array(z.array(z.string()).min(1)).optional().describe('commands (argument lists) run in the repository as the candidate'),
  checks: z.strictObject({
    tests: checkSchema,
    exploits: z.array(checkSchema).min(1).max(6),
    rule: ruleCheckSchema.optional(),
  }),
});
/** A task of ours, judged by check programs in an environment that is built for it. */
export type ProgramTask = z.infer<typeof programTaskSchema>;

const importedFields = {
  ...identityFields,
  severity: severityOrUnknownSchema,
  source: sourceSchema,
  fixed: fixedSchema.optional().describe('absent where the data set names no repair: such a task has no reference'),
  regions: z.array(importedRegionSchema).min(1),
  otherFlaws: z
    .array(z.strictObject({ file: relativePathSchema, lines: regionSchema.shape.lines }))
    .optional()
    .describe('other places of the flaw, which nobody is asked to write again'),
  ...answerFields,
  origin: z.strictObject({ id: z.string().min(1).describe('instance_id in the data set'), row: z.int().min(1).describe('of the data set, the first is 1') }),
  seed: checkIdSchema.optional().describe('the task that this one is a mutant of'),
  hits: relativePathSchema.optional().describe('a file in the task folder: the context recorded for it, for --retrieval official'),
};

const aseV1TaskSchema = z.strictObject({
  schema: z.literal('ase/v1-task@1'),
  ...importedFields,
  checks: z.strictObject({ 'ase-v1': aseV1ChecksSchema, rule: engineRuleSchema.optional().describe('asked where the image cannot be had') }),
});
/** A task of A.S.E. 1, judged by the number of flaws that an analyser counts. */
export type AseV1Task = z.infer<typeof aseV1TaskSchema>;

const aseV2TaskSchema = z.strictObject({
  schema: z.literal('ase/v2-task@1'),
  ...importedFields,
  environment: imageEnvironmentSchema,
  checks: z.strictObject({ 'ase-v2': aseV2ChecksSchema }),
});
/** A task of A.S.E. 2, judged by commands in an image of its own. */
export type AseV2Task = z.infer<typeof aseV2TaskSchema>;

export const languageSchema = identityFields.language;

export const taskSchema = z.discriminatedUnion('schema', [programTaskSchema, aseV1TaskSchema, aseV2TaskSchema]);
/** A task as `task.yaml` states it (design.md §4). */
export type Task = z.infer<typeof taskSchema>;

export function isProgramTask<Loaded extends { readonly task: Task }>(loaded: Loaded): loaded is Loaded & { readonly task: ProgramTask } {
  return loaded.task.schema === 'ase/task@1';
}
