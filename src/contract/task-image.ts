import type { SandboxLimits, SandboxResult } from './sandbox.ts';

/** What a task's own image may use; time is each command's own. */
export interface TaskImageLimits extends Pick<SandboxLimits, 'memoryBytes' | 'processes' | 'fileBytes' | 'outputBytes'> {
  /** `bridge`: the engine's usual network, with whatever that reaches. */
  readonly network: 'none' | 'bridge';
}

/** An image by its content: a name may mean another one tomorrow. */
export interface PinnedImage {
  /** What is fetched and run: `NAME@sha256:…`, or an id. */
  readonly reference: string;
  readonly digest: string;
}

export interface TaskContainer {
  readonly image: PinnedImage;
  /** What keeps it running, in the words of a shell; empty: the image's own command. */
  readonly command: string;
  /** Put into it before it starts, by absolute path, with the owner and mode that the image's file of that name has. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly privileged: boolean;
  readonly limits: TaskImageLimits;
  readonly signal: AbortSignal;
}

/** A container of a task's image. After a command that was ended at a limit it is gone: what is asked of it then is `lost`. */
export interface RunningImage {
  /** What the image had in place of `files`; null where there was no plain file. */
  readonly before: ReadonlyMap<string, Buffer | null>;
  /** By the image's shell, in the folder and as the user that the image says. */
  run(command: string, timeoutMs: number): Promise<SandboxResult>;
  /** Whether a file that was put in is still what it was then; touched and written again the same counts as that. */
  holds(path: string): Promise<boolean>;
  /** Those programs that a command names and that are no longer what the image has. */
  changedPrograms(command: string): Promise<readonly string[]>;
}

/** Images of tasks on an engine of this machine. */
export interface TaskImages {
  /** Asks the image's registry for its digest where the image is not here. @throws AseError `not-found`, `unavailable`, `offline`, `no-sandbox` */
  pin(name: string): Promise<PinnedImage>;
  /** Holds an image, which is fetched where it is not here, as long as `act` takes. @throws AseError as `pin` */
  hold<Value>(image: PinnedImage, act: () => Promise<Value>): Promise<Value>;
  /** Gives `act` a started container, which is gone afterwards. @throws AseError as `pin`, and `unavailable` where it could not be started */
  within<Value>(container: TaskContainer, act: (running: RunningImage) => Promise<Value>): Promise<Value>;
  /** Removes containers of killed runs; gives how many things it removed. */
  sweep(): Promise<number>;
}
