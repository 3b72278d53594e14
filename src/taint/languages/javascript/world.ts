/** Objects whose members are the names of the world. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);

/** Names that stay what they are although a file assigns to them. */
const WORLD_NAMES: ReadonlySet<string> = new Set([
  ...GLOBAL_OBJECTS, 'location', 'document', 'process', 'console', 'module', 'exports', 'require', 'arguments', 'undefined', 'eval', 'setTimeout', 'setInterval', 'fetch', 'Buffer', 'Object', 'Array', 'String', 'Number', 'Function', 'Promise',
]);

export function isWorldName(name: string): boolean {
  return WORLD_NAMES.has(name);
}

/** Helpers that compilers write around `require`: what they give is the module. */
export const INTEROP: ReadonlySet<string> = new Set(['__importDefault', '__importStar', '_interopRequireDefault', '_interopRequireWildcard', '_interopDefault', '__toESM', '__toCommonJS', 'interopRequireDefault', 'interopRequireWildcard']);
