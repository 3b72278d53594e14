import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export default async function driver({ require }) {
  const ejs = require('/work/repo');
  let files = 0;

  const place = (text) => {
    const path = join(process.cwd(), `view-${(files += 1)}.ejs`);
    writeFileSync(path, text);
    return path;
  };
  const viaRender = ({ text, data, options }) => ejs.render(text, data, options);
  /** As Express gives data and options of an application. */
  const viaExpress = ({ text, data, options }) =>
    new Promise((resolve, reject) => {
      ejs.renderFile(place(text), { ...data, settings: { 'view options': options } }, (error, html) => (error ? reject(error) : resolve(html)));
    });
  const viaClient = ({ text, data, options }) => new Function(`return ${ejs.compile(text, { ...options, client: true }).toString()}`)()(data, undefined, undefined, undefined);
  const ways = { render: viaRender, express: viaExpress, client: viaClient };

  return {
    render: (text, data, options, way = 'render') => ways[way]({ text, data, options }),
    /** The same template compiled once more by the same object, and run by both. */
    twice: (text, data, options) => {
      const template = new ejs.Template(text, options);
      return [template.compile(), template.compile()].map((render) => render(data));
    },
    /** With nothing for data. */
    bare: (text, options) => ejs.compile(text, options)(),
    /** What throws takes none of the others along. */
    renderEach: async (list) => {
      for (const { way, ...one } of list) {
        try {
          await ways[way](one);
        } catch {
          // The judge looks at effects.
        }
      }
    },
  };
}
