import process from 'node:process';
import { AseError } from '../contract/errors.ts';
import type { PinnedImage, TaskImages } from '../contract/task-image.ts';
import type { Task } from '../contract/task.ts';
import type { MaterialisedTask } from '../environments/prepare-task.ts';
import { type CountJudgeDrivers, judgeByCount } from '../judge/images/judge-by-count.ts';
import { createImageJudge, type ImageJudge } from '../judge/images/judge-in-image.ts';
import { WITHOUT_IMAGE } from '../judge/images/without-image.ts';
import { createTaskImages } from '../sandboxes/docker-task-images.ts';
import { engineHosts } from '../sandboxes/docker-engine.ts';
import type { SuiteTask } from '../suite/load-task.ts';
import { canonicalJson, digestOf } from '../util/digest.ts';
import type { ImageFlags } from './options.ts';
import type { Terminal } from './terminal.ts';

export interface ImageJudgesInput extends Pick<CountJudgeDrivers, 'runImage' | 'workspace' | 'repositoryOf' | 'rules' | 'limits'> {
  readonly flags: ImageFlags & { readonly offline?: boolean };
  readonly terminal: Terminal;
}

/** Judges of tasks whose images others built. */
export interface ImageJudges {
  /** The task's repository, and its image by digest; one that cannot be had is told of once. */
  prepare(task: Pick<SuiteTask, 'task' | 'folder'>, image: string): Promise<MaterialisedTask>;
  readonly judgeInImage: ImageJudge;
  readonly judgeByCount: (attempt: Parameters<typeof judgeByCount>[1]) => ReturnType<typeof judgeByCount>;
}

const GB = 1_000_000_000;

export function openImageJudges({ flags, terminal, ...drivers }: ImageJudgesInput): ImageJudges {
  const { diskBudget, allowPrivileged = false, imageNetwork } = flags;
  const images = createTaskImages({
    hosts: engineHosts(process.env),
    offline: flags.offline ?? false,
    budgetBytes: diskBudget === undefined ? null : diskBudget * GB,
    progress: (line) => terminal.note(terminal.safe(line)),
  });
  const imageOf = rememberImages(images);
  const rights = { network: imageNetwork, allowPrivileged };
  const told = new Set<string>();
  return {
    async prepare(task, image) {
      const [repository, pinned] = await Promise.all([drivers.repositoryOf(task), imageOf(image).catch((error: unknown) => reasonOf(error))]);
      if (typeof pinned === 'string' && !told.has(image)) {
        told.add(image);
        terminal.note(terminal.safe(`${pinned}: its tasks stay inconclusive`));
      }
      const found = typeof pinned === 'string' ? null : pinned;
      const environment = digestOf(canonicalJson({ image: found?.digest ?? null, ...(inImage(task.task) ? rights : {}) }));
      return { repository, mounts: [], privateMounts: [], environment, ...(found === null ? {} : { image: found.reference }) };
    },
    judgeInImage: createImageJudge({ ...drivers, images, rights, imageOf }),
    judgeByCount: (attempt) => judgeByCount({ ...drivers, images, imageOf }, attempt),
  };
}

function inImage({ schema }: Task): boolean {
  return schema === 'ase/v2-task@1';
}

function reasonOf(error: unknown): string {
  if (error instanceof AseError && WITHOUT_IMAGE.has(error.code)) return error.message;
  throw error;
}

/** The same image for a whole run, whatever its name means tomorrow. A refusal is kept, silence is not. */
function rememberImages(images: TaskImages): (name: string) => Promise<PinnedImage> {
  const pinned = new Map<string, Promise<PinnedImage>>();
  return (name) => {
    const known = pinned.get(name);
    if (known !== undefined) return known;
    const asking = images.pin(name).catch((error: unknown) => {
      if (!(error instanceof AseError && ['not-found', 'offline'].includes(error.code))) pinned.delete(name);
      throw error;
    });
    pinned.set(name, asking);
    return asking;
  };
}
