import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { askByLines } from './lines.mjs';

const JARS = ['guava', 'commons-io', 'commons-lang3', 'commons-text', 'xpp3', 'snakeyaml'].map((name) => `/usr/share/java/${name}.jar`);
const OPTIONS = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx128m'];

export default function driver() {
  const ask = askByLines('/usr/bin/java', [...OPTIONS, '-cp', ['/work/repo/.built', ...JARS].join(':'), 'Driver']);
  return {
    /**
     * Lays a file of a package out and decodes the resource that it belongs to.
     * @param {string} base @param {string} out a folder in it @param {{ type: string, name: string, file: string, content: string }} resource
     */
    decode: (base, out, { type, name, file, content }) => {
      mkdirSync(dirname(`${base}/in/${file}`), { recursive: true });
      mkdirSync(`${base}/${out}`, { recursive: true });
      writeFileSync(`${base}/in/${file}`, content);
      return ask(`${base}/in`, `${base}/${out}`, type, name, file);
    },
  };
}
