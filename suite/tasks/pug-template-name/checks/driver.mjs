import { createRequire } from 'node:module';

export default async function driver({ require }) {
  const generate = require('/work/repo');
  const packages = createRequire('/work/repo/index.js');
  const [lex, parse, runtime] = [packages('pug-lexer'), packages('pug-parser'), packages('pug-runtime')];
  const { Function: Evaluated } = globalThis;

  const source = (template, options) => generate(parse(lex(template, { filename: 'page.pug' }), { filename: 'page.pug', src: template }), options);

  return {
    source,
    /** What the function of that name renders. */
    render: (template, options, locals, name = 'template') => {
      const code = source(template, options);
      return new Evaluated('pug', `${code}\nreturn ${name};`)(options.inlineRuntimeFunctions ? undefined : runtime)(locals);
    },
    /** With a variable that is global while it renders. */
    renderBeside: (template, options, locals, globals) => {
      Object.assign(globalThis, globals);
      try {
        return new Evaluated('pug', `${source(template, options)}\nreturn template;`)(runtime)(locals);
      } finally {
        for (const name of Object.keys(globals)) delete globalThis[name];
      }
    },
    /** Evaluates the source for each of the options, as a file with it would be; what throws takes none of the others along. */
    evaluateEach: (template, list) => {
      for (const options of list) {
        try {
          new Evaluated('pug', source(template, options))(runtime);
        } catch {
          // The judge looks at effects.
        }
      }
    },
  };
}
