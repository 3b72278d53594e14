/** Runs as the candidate. */
export default function driver({ require }) {
  const { compile, esc, transform } = require('/work/repo');
  /** The page of a template that was written as a module. */
  const load = (text, props) => {
    const module = { exports: {} };
    new Function('require', 'module', transform(text, { format: 'cjs', props }))(() => ({ esc }), module);
    return module.exports;
  };
  return {
    /** The pages of templates, `[text, values, whether as a module]`, one after the other. One may be refused and the next one not. */
    pages: async (asked) => {
      const pages = [];
      for (const [text, values, asModule] of asked) {
        try {
          const props = Object.keys(values);
          pages.push((asModule ? load(text, props) : compile(text, { props }))(revive(values)));
        } catch (error) {
          pages.push({ refused: String(error?.message) });
        }
      }
      return pages;
    },
    pageAsync: (text, values) => compile(text, { props: Object.keys(values), async: true })(revive(values)),
    /** What the function itself gives, as a template literal prints it. */
    printed: (values) => values.map((value) => `${esc(revive(value))}`),
  };
}

/** Objects that do not travel, by a member that names them. */
const MADE = {
  boxed: (text) => new String(text),
  error: (text) => new TypeError(text),
  shown: (text) => ({ toString: () => text }),
  primitive: (text) => ({ [Symbol.toPrimitive]: () => text }),
  instance: (text) => new (class Word { toString() { return text; } })(),
  bytes: (text) => Buffer.from(text),
  expression: (text) => new RegExp(text.replaceAll('/', '.')),
  parameters: (text) => ({ __proto__: null, toString: () => text, length: text.length }),
  called: (text) => Object.assign(() => text, { toString: () => text }),
};

function revive(value) {
  if (Array.isArray(value)) return value.map(revive);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const [name, text] = Object.entries(value)[0] ?? [];
  if (name?.startsWith('$')) return MADE[name.slice(1)](text);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item)]));
}
