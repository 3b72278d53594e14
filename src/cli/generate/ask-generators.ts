import type { OpenGenerator } from '../../contract/generation.ts';
import type { RunDrivers } from '../../run/drivers.ts';
import type { Sources } from '../session.ts';

/** How a run asks its generators; `takeTurn` is for those that work on this machine. */
export function askGenerators(generators: readonly OpenGenerator[], { sources, takeTurn }: { readonly sources: Sources; readonly takeTurn: () => Promise<Disposable> }): RunDrivers['generate'] {
  const byName = new Map(generators.map((generator) => [generator.name, generator]));
  return async ({ task: loaded, generator: name, ...rest }) => {
    const generator = byName.get(name);
    if (generator === undefined) throw new Error(`the generator ${name} was not opened`);
    const { task, folder, description } = loaded;
    using _turn = generator.isLocal ? await takeTurn() : null;
    return await generator.generate({ task, folder, description, generator: name, trees: sources.treesOf(loaded), ...rest });
  };
}
