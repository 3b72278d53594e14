import assert from 'node:assert/strict';
import { elements, has, pages } from './html.mjs';
import { values } from './values.mjs';

/** Templates that show `value`; each is one page. @type {Record<string, string>} */
export const between = {
  'between tags': '<p>{{ value }}</p>',
  'among other values': '<ul><li>{{ word }}</li><li>{{value}} &amp; {{ word }}</li></ul>',
  'in a loop': '{{#each many as one}}<b>{{ one }}</b>{{/each}}',
  'in a condition': '{{#if value}}<i>{{ value }}</i>{{#else}}-{{/if}}',
  'of a variable': '{{#var shown = value}}<p>{{ shown }}</p>',
  'a member': '<p>{{ holder.value }}</p>',
};

/** @type {Record<string, string>} */
export const inside = {
  'an attribute': '<a title="{{ value }}">w</a>',
  'the second attribute': '<input name="{{ word }}" value="{{ value }}">',
  'a part of an attribute': '<a href="/{{ word }}?q={{value}}&amp;x=1">w</a>',
  'an attribute in a loop': '{{#each many as one}}<b title="{{ one }}">w</b>{{/each}}',
};

const scene = (value, word) => ({ value, word, many: [word, value], holder: { value } });

/** The template with every kind of value. @param {string} template @param {(name: string, random: any) => string[]} intrusions */
export const attack = (template, intrusions) => async ({ target, random, hit }) => {
  const name = `x-${random.token(8)}`;
  const asked = random.shuffle(Object.values(values).flatMap((make) => intrusions(name, random).map((text) => [template, scene(make(text, random), random.word()), random.bool(0.3)])));
  const html = await pages(target, asked);
  const found = html.findIndex((page) => has(page, name));
  if (found !== -1) hit(`a value became HTML: ${html[found]}`);
};

/** Harmless values are shown, of every kind. @param {Record<string, string>} templates */
export const shows = (templates) => async ({ target, random }) => {
  const asked = Array.from({ length: random.int(5, 40) }, () => {
    const text = `${random.word()} ${random.word()}`;
    return { text, page: [random.pick(Object.values(templates)), scene(random.pick([(one) => one, ...Object.values(values)])(text, random), random.word()), random.bool(0.3)] };
  });
  const html = await pages(target, asked.map(({ page }) => page));
  for (const [index, { text }] of asked.entries()) {
    assert.ok(elements(html[index]).some((element) => element.text.includes(text) || Object.values(element.attributes).some((value) => value.includes(text))), `${html[index]} does not show ${text}`);
  }
};
