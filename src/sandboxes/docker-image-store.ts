import type Docker from 'dockerode';
import { AseError } from '../contract/errors.ts';
import type { PinnedImage } from '../contract/task-image.ts';
import { statusOf } from './docker-engine.ts';

export interface ImageStoreOptions {
  /** Fetches nothing. */
  readonly offline: boolean;
  /** Of the images that it fetched itself; more than one attempt at a time needs is kept only within it. Null: all are kept. */
  readonly budgetBytes: number | null;
  /** Lines for people. */
  readonly progress: (line: string) => void;
}

export interface ImageStore {
  readonly pin: (name: string) => Promise<PinnedImage>;
  readonly hold: <Value>(image: PinnedImage, act: () => Promise<Value>) => Promise<Value>;
}

/** An image that this store fetched, or that somebody holds. */
interface Held {
  users: number;
  /** Null where it was here before, and so is not ours to remove. */
  fetchedBytes: number | null;
  ready: Promise<void> | null;
}

/** Images by digest, fetched one at a time when they are needed, and those fetched removed when they are not and the budget is used up. */
export function createImageStore(engine: Docker, options: ImageStoreOptions): ImageStore {
  const held = new Map<string, Held>();
  let fetching: Promise<unknown> = Promise.resolve();
  const inTurn = (action: () => Promise<void>): Promise<void> => {
    const turn = fetching.then(action);
    fetching = turn.catch(() => undefined);
    return turn;
  };
  const fetchedBytes = (): number => [...held.values()].reduce((sum, { fetchedBytes: bytes }) => sum + (bytes ?? 0), 0);
  /** Those that nobody uses, longest unused first: a map keeps the order in which they were put in. */
  const makeRoom = async (): Promise<void> => {
    const { budgetBytes } = options;
    if (budgetBytes === null) return;
    for (const [reference, image] of [...held]) {
      if (fetchedBytes() <= budgetBytes) return;
      if (image.users > 0 || image.fetchedBytes === null) continue;
      held.delete(reference);
      options.progress(`removing the image ${reference}: --disk-budget`);
      await removeImage(engine, reference);
    }
  };
  const make = async (reference: string, image: Held): Promise<void> => {
    if ((await inspectImage(engine, reference)) !== null) return;
    if (options.offline) throw new AseError('offline', `the image ${reference} is not on this machine`, { remedy: 'Run without --offline once, or load it: docker load.' });
    await inTurn(async () => {
      await makeRoom();
      options.progress(`fetching the image ${reference}`);
      await fetchImage(engine, reference);
      image.fetchedBytes = (await inspectImage(engine, reference))?.Size ?? 0;
      await makeRoom();
    });
  };
  return {
    pin: (name) => pinImage(engine, name, options.offline),
    async hold({ reference }, act) {
      const image: Held = held.get(reference) ?? { users: 0, fetchedBytes: null, ready: null };
      held.set(reference, image);
      image.users += 1;
      try {
        image.ready ??= make(reference, image).catch((error: unknown) => {
          image.ready = null;
          throw error;
        });
        await image.ready;
        return await act();
      } finally {
        image.users -= 1;
        if (image.users === 0) {
          held.delete(reference);
          held.set(reference, image);
          await inTurn(makeRoom);
        }
      }
    },
  };
}

type Inspected = Awaited<ReturnType<Docker.Image['inspect']>>;

export async function inspectImage(engine: Docker, name: string): Promise<Inspected | null> {
  try {
    return await engine.getImage(name).inspect();
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

async function pinImage(engine: Docker, name: string, offline: boolean): Promise<PinnedImage> {
  const given = /sha256:[0-9a-f]{64}$/.exec(name)?.[0];
  const here = await inspectImage(engine, name);
  if (given !== undefined && (here !== null || name !== given)) return { reference: name, digest: given };
  const repository = repositoryOf(name);
  if (here !== null) {
    const known = here.RepoDigests?.find((each) => each.startsWith(`${repository}@`));
    return known === undefined ? { reference: here.Id, digest: here.Id } : { reference: known, digest: known.slice(repository.length + 1) };
  }
  if (given !== undefined) throw new AseError('not-found', `the image ${name} is not on this machine`, { remedy: 'An id alone cannot be fetched: build or load it.' });
  if (offline) throw new AseError('offline', `the image ${name} is not on this machine`, { remedy: 'Run without --offline once, or load it: docker load.' });
  const digest = await askRegistry(engine, name);
  return { reference: `${repository}@${digest}`, digest };
}

/** A name without its tag or digest. */
function repositoryOf(name: string): string {
  const [plain = name] = name.split('@', 1);
  const colon = plain.lastIndexOf(':');
  return colon > plain.lastIndexOf('/') ? plain.slice(0, colon) : plain;
}

async function askRegistry(engine: Docker, name: string): Promise<string> {
  try {
    const { Descriptor } = (await engine.getImage(name).distribution()) as { Descriptor: { digest: string } };
    return Descriptor.digest;
  } catch (error) {
    throw withoutImage(name, error);
  }
}

/** A registry that says no says so tomorrow as well; one that does not answer may. */
function withoutImage(name: string, error: unknown): AseError {
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim();
  const isGone = [401, 403, 404].includes(statusOf(error) ?? 0) || /denied|not found|unknown|unauthorized/i.test(message);
  return new AseError(isGone ? 'not-found' : 'unavailable', `the image ${name} cannot be had: ${message}`, { remedy: 'Load or build it under that name (docker load, docker tag), or log in to its registry.', cause: error });
}

async function fetchImage(engine: Docker, reference: string): Promise<void> {
  try {
    const answer = await engine.pull(reference);
    await new Promise<void>((resolve, reject) => {
      engine.modem.followProgress(answer, (error: Error | null) => (error === null ? resolve() : reject(error)));
    });
  } catch (error) {
    throw withoutImage(reference, error);
  }
}

/** Somebody else may use it, or have removed it. */
async function removeImage(engine: Docker, reference: string): Promise<void> {
  try {
    await engine.getImage(reference).remove();
  } catch (error) {
    if (![404, 409].includes(statusOf(error) ?? 0)) throw error;
  }
}
