import assert from 'node:assert/strict';
import { documents } from './documents.mjs';
import { harm, harmIn, linksIn, pages } from './html.mjs';

/** Each document in the text, several times. @param {(address: string, random: any) => string} write */
export const attack = (write) => async ({ target, random, hit }) => {
  const texts = random.shuffle(Object.values(documents).flatMap((make) => Array.from({ length: 4 }, () => write(make(random), random))));
  const html = await pages(target, texts, random.pick([{}, { linkify: true }, { html: true, typographer: true }]));
  for (const [index, text] of texts.entries()) {
    const found = harmIn(html[index]);
    if (found !== undefined) hit(`${JSON.stringify(text)} became a link to ${JSON.stringify(found.address)}: ${harm(found.address)}`);
  }
};

/** Harmless links are links. @param {Record<string, (address: string, random: any) => string>} forms */
export const links = (forms) => async ({ target, random }) => {
  const asked = Array.from({ length: random.int(10, 30) }, () => {
    const address = random.pick([`https://${random.word()}.example/a?b=${random.int(1, 99)}`, `mailto:${random.word()}@${random.word()}.example`, `data:image/${random.pick(['png', 'gif', 'jpeg', 'webp'])};base64,${random.token(12)}`]);
    return { address, text: random.pick(Object.values(forms))(address, random) };
  });
  const html = await pages(target, asked.map(({ text }) => text));
  assert.deepEqual(html.map((page) => linksIn(page).filter(({ tag }) => tag === 'a')), asked.map(({ address }) => [{ tag: 'a', address }]));
};
