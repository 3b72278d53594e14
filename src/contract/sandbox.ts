/** Limits of one sandbox. Sizes in bytes, times in milliseconds. */
export interface SandboxLimits {
  readonly timeoutMs: number;
  /** Of all processes together. */
  readonly memoryBytes: number;
  /** Processes and threads of the candidate. */
  readonly processes: number;
  /** Of each scratch folder, and of what is written into a writable repository. */
  readonly diskBytes: number;
  /** Of one file. */
  readonly fileBytes: number;
  /** Of stdout and of stderr, each. */
  readonly outputBytes: number;
}

/** A host folder or file that is seen, read-only, at `target` inside. */
export interface Mount {
  readonly source: string;
  readonly target: string;
}

/** A root file system in place of the one that a driver's sandboxes usually have; equal digests, equal content. */
export interface SandboxSystem {
  readonly folder: string;
  readonly digest: string;
}

/** The repository at /work/repo: folders laid over each other, the first one on top; they are never written. */
export interface SandboxRepository {
  readonly layers: readonly string[];
  /** An existing, empty host folder that takes every change. Without it the repository is read-only. */
  readonly upper?: string;
}

/**
 * `judge`: the command is trusted and may start candidates through the launcher (environment variable ASE_LAUNCHER, see suite/kit/launcher.mjs); `private` mounts are
 * seen by it and not by candidates. `candidate`: the command itself is hostile.
 */
export type SandboxRole = 'judge' | 'candidate';

export interface SandboxSpec {
  readonly role: SandboxRole;
  readonly command: readonly [string, ...string[]];
  readonly system?: SandboxSystem | undefined;
  /** Seen by judge and candidates: the environment (/env), dependencies (/work/node_modules). */
  readonly mounts: readonly Mount[];
  /** Seen by the judge only: the kit (/judge/kit), the checks (/judge/checks). */
  readonly privateMounts: readonly Mount[];
  readonly repository: SandboxRepository;
  /** Written to stdin, which then stays open until the command ends: a command that sees it close has lost its harness. */
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
  readonly limits: SandboxLimits;
  readonly signal?: AbortSignal;
}

export type SandboxEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'limit'; readonly limit: 'time' | 'memory' | 'output' | 'disk' }
  /** The harness or the engine failed, or the run was cancelled: says nothing about the candidate. */
  | { readonly kind: 'lost'; readonly reason: string };

export interface SandboxResult {
  readonly end: SandboxEnd;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** A process inside was killed because memory ran out, even if the command itself went on; null where the driver cannot tell. */
  readonly outOfMemory: boolean | null;
  readonly durationMs: number;
}

export interface Availability {
  readonly available: boolean;
  /** Version and way of isolation, or why it cannot be used. */
  readonly detail: string;
  /** The line that makes it available; empty where there is none. */
  readonly remedy: string;
}

export interface KeptSystem {
  readonly id: string;
  readonly digest: string;
  readonly bytes: number;
}

/** A way to run hostile programs. Every driver passes tests/sandboxes/conformance.ts. */
export interface SandboxDriver {
  readonly name: 'docker' | 'bubblewrap';
  probe(): Promise<Availability>;
  /** Makes ready what every sandbox needs (a base image), once; `progress` gets lines for people. */
  prepare(progress: (line: string) => void): Promise<void>;
  /** Makes a system ready, once; without it the first run does so. */
  prepareSystem?(system: SandboxSystem, progress: (line: string) => void): Promise<void>;
  /** Systems that the driver keeps a copy of. */
  systems?(): Promise<readonly KeptSystem[]>;
  /** False where somebody uses it. */
  removeSystem?(id: string): Promise<boolean>;
  /** Runs one command to its end. Afterwards its whole process tree is gone, and no other run meets anything of it. */
  run(spec: SandboxSpec): Promise<SandboxResult>;
  /** Removes what runs that were killed left behind, and what is kept ready for a next one; gives how many things of killed runs it removed. */
  sweep(): Promise<number>;
  /** What a verdict depends on besides the task: driver, base image or host system. */
  identity(): Promise<string>;
}

/** Who owns unpacked trees and runs candidates when the harness is root; otherwise both are the harness's own user. */
export const SANDBOX_UID = 61_000;

/** One run of a foreign image over a repository, without network; its file system is its own and goes with it. */
export interface ImageRun {
  /** By digest or id: an image that is here. */
  readonly image: string;
  /** Arguments; with an `entrypoint` its arguments, else those of the image's own. */
  readonly entrypoint?: readonly string[];
  readonly command: readonly string[];
  /** Seen at /work/repo, read-only. */
  readonly repository: SandboxRepository;
  /** Laid into the image before it starts, by absolute path. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** The file that is read when it ended. */
  readonly result: string;
  readonly limits: SandboxLimits;
  readonly signal?: AbortSignal;
}

export interface ImageResult extends SandboxResult {
  /** Null where there is no plain file, or one larger than `outputBytes`. */
  readonly file: Buffer | null;
}

/** @throws AseError `not-found` where the image is not here, `no-sandbox` where no engine answers */
export type RunImage = (run: ImageRun) => Promise<ImageResult>;
