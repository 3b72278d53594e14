import type { OpenGenerator } from '../../contract/generation.ts';
import type { RunDrivers } from '../../run/drivers.ts';
import type { Sources } from '../sources.ts';

/** How a run asks its generators; `takeTurn` is for those that work on this machine. */
export function askGenerators(generators: readonly OpenGenerator[], { sources, takeTurn }: { readonly sources: Sources; readonly takeTurn: () => Promise<Disposable> }): Required<Pick<RunDrivers, 'generate' | 'hasAnswer'>> {
  const byName = new Map(generators.map((generator) => [generator.name, generator]));
  const named = (name: string): OpenGenerator => {
    const generator = byName.get(name);
    if (generator === undefined) throw new Error(`the generator ${name} was not opened`);
    return generator;
  };
  return {
    hasAnswer: ({ generator, ...key }) => named(generator).hasAnswer?.(key) ?? true,
    generate: async ({ task: loaded, generator: name, ...rest }) => {
      const generator = named(name);
      const { task, folder, description } = loaded;
      using _turn = generator.isLocal ? await takeTurn() : null;
      return await generator.generate({ task, folder, description, generator: name, trees: sources.treesOf(loaded), ...rest });
    },
  };
}
