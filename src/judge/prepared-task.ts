import type { Mount, SandboxSystem } from '../contract/sandbox.ts';

/** A task whose repository and environment lie on this machine. */
export interface PreparedTask {
  /** The vulnerable repository, without what the task removes. */
  readonly repository: string;
  /** What programs run on; absent where the driver's own will do. */
  readonly system?: SandboxSystem | undefined;
  /** Seen by judge and candidates. */
  readonly mounts: readonly Mount[];
  /** Seen by the judge only. */
  readonly privateMounts: readonly Mount[];
}

/** What the judge needs of the file system. */
export interface Workspace {
  /** Gives `action` a folder with files as sandboxes can use them, gone afterwards. Folders inside may be written by `action`'s sandboxes. */
  withFolders<Value>(action: (folders: WorkFolders) => Promise<Value>): Promise<Value>;
}

export interface WorkFolders {
  /** A new folder that holds these files; they are executable where they are in `base`. */
  layer(files: ReadonlyMap<string, Buffer>, base?: string): Promise<string>;
}
