/**
 * The only script of the live pages. Texts reach the page as text nodes; the one piece of markup that is put in is made by the server's own templates, which escape what they hold.
 * Filters live in the address: a link to what is shown can be sent to others.
 */
export const LIVE_SCRIPT = `'use strict';
const policy = window.trustedTypes ? trustedTypes.createPolicy('ase', { createHTML: (text) => text }) : { createHTML: (text) => text };
const byId = (id) => document.getElementById(id);
const live = byId('live');
const form = byId('filters');
const PAGE = 200;
let table = { epoch: -1, seq: 0, tasks: [], generators: [], rows: new Map() };
let limit = PAGE;
let found = [];

function put(parent, name, text, className) {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  parent.append(element);
  return element;
}
function rowOf([task, generator, cycle, verdict, reason]) {
  const row = document.createElement('tr');
  put(put(row, 'td', ''), 'span', verdict, 'badge v-' + verdict);
  const link = put(put(row, 'td', ''), 'a', table.tasks[task].id);
  link.href = form.dataset.page + '?' + new URLSearchParams({ task: table.tasks[task].id, generator: table.generators[generator], cycle });
  put(row, 'td', table.generators[generator], 'name');
  put(row, 'td', cycle, 'num');
  put(row, 'td', reason, 'dim');
  return row;
}
function draw() {
  byId('attempts').replaceChildren(...found.slice(0, limit).map(rowOf));
  byId('more').hidden = found.length <= limit;
  byId('shown').textContent = found.length + ' of ' + table.rows.size + (found.length > limit ? ', the first ' + limit + ' shown' : '');
}
function filter() {
  const began = performance.now();
  const verdict = form.verdict.value;
  const generator = table.generators.indexOf(form.generator.value);
  const words = form.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const tasks = table.tasks.map(({ words: own }) => own);
  found = [];
  for (const row of table.rows.values()) {
    if (verdict !== '' && row[3] !== verdict) continue;
    if (generator >= 0 && row[1] !== generator) continue;
    if (words.length > 0) {
      const text = tasks[row[0]] + ' ' + row[4].toLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
    }
    found.push(row);
  }
  draw();
  document.documentElement.dataset.filterMs = (performance.now() - began).toFixed(1);
}
async function load() {
  const answer = await fetch(form.dataset.attempts + '?epoch=' + table.epoch + '&after=' + table.seq);
  if (!answer.ok) return;
  const { epoch, seq, tasks, generators, rows } = await answer.json();
  if (tasks) table = { epoch, seq, tasks, generators, rows: new Map() };
  table.seq = seq;
  for (const row of rows) table.rows.set(row[0] + ' ' + row[1] + ' ' + row[2], row);
  filter();
}
function fromAddress() {
  const asked = new URLSearchParams(location.search);
  for (const name of ['verdict', 'generator', 'text']) form[name].value = asked.get(name) || '';
}
function toAddress() {
  const asked = new URLSearchParams();
  for (const name of ['verdict', 'generator', 'text']) if (form[name].value !== '') asked.set(name, form[name].value);
  history.replaceState(null, '', location.pathname + (asked.size > 0 ? '?' + asked : ''));
}
if (form) {
  fromAddress();
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => { limit = PAGE; toAddress(); filter(); });
  byId('more').addEventListener('click', () => { limit += 1000; draw(); });
  let loading = load().catch(() => {});
  const source = new EventSource(live.dataset.events);
  source.addEventListener('live', (event) => {
    const template = document.createElement('template');
    template.innerHTML = policy.createHTML(JSON.parse(event.data));
    const open = live.querySelector('details')?.open;
    live.replaceChildren(template.content);
    const details = live.querySelector('details');
    if (details && open) details.open = true;
    loading = loading.then(load).catch(() => {});
  });
  addEventListener('pagehide', () => source.close());
}
const runs = byId('runs');
if (runs) {
  const field = byId('run-filter');
  field.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault(); });
  field.addEventListener('input', () => {
    const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const row of runs.rows) row.hidden = !words.every((word) => row.dataset.words.includes(word));
  });
}
`;
