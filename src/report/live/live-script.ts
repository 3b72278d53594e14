/**
 * The only script of the live pages. Texts reach the page as text nodes; the one piece of markup that is put in is made by the server's own templates, which escape what they hold.
 * Filters live in the address: a link to what is shown can be sent to others.
 */
export const LIVE_SCRIPT = `'use strict';
const policy = window.trustedTypes ? trustedTypes.createPolicy('ase', { createHTML: (text) => text }) : { createHTML: (text) => text };
const byId = (id) => document.getElementById(id);
const live = byId('live');
const form = byId('filters');
const PAGE = 100;
// Attempts by their place in the plan: task, then generator, then cycle.
let table = { epoch: -1, seq: 0, tasks: [], generators: [], cycles: 1, attempts: [] };
let limit = PAGE;
let found = [];

function put(parent, name, text, className) {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  parent.append(element);
  return element;
}
function rowOf({ task, generator, cycle, verdict, reason }) {
  const row = document.createElement('tr');
  put(put(row, 'td', ''), 'span', verdict, 'badge v-' + verdict);
  const link = put(put(row, 'td', ''), 'a', table.tasks[task].id);
  link.href = form.dataset.page + '?task=' + encodeURIComponent(table.tasks[task].id) + '&generator=' + encodeURIComponent(table.generators[generator]) + '&cycle=' + cycle;
  put(row, 'td', table.generators[generator], 'name');
  put(row, 'td', cycle, 'num');
  put(row, 'td', reason, 'dim');
  return row;
}
function draw() {
  byId('attempts').replaceChildren(...found.slice(0, limit).map(rowOf));
  byId('more').hidden = found.length <= limit;
  byId('shown').textContent = found.length + ' of ' + table.attempts.length + (found.length > limit ? ', the first ' + limit + ' shown' : '');
}
function filter() {
  const began = performance.now();
  const verdict = form.verdict.value;
  const generator = table.generators.indexOf(form.generator.value);
  const words = form.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const fits = (attempt) => (verdict === '' || attempt.verdict === verdict) && (generator < 0 || attempt.generator === generator) && words.every((word) => table.tasks[attempt.task].words.includes(word) || attempt.words.includes(word));
  found = table.attempts.filter(fits);
  draw();
  document.documentElement.dataset.filterMs = (performance.now() - began).toFixed(1);
}
async function load() {
  const answer = await fetch(form.dataset.attempts + '?epoch=' + table.epoch + '&after=' + table.seq);
  if (!answer.ok) return;
  const { epoch, seq, tasks, generators, cycles, verdicts, reasons, rows } = await answer.json();
  if (tasks) table = { epoch, seq, tasks, generators, cycles, attempts: [] };
  table.seq = seq;
  const words = reasons.map((reason) => reason.toLowerCase());
  for (const [place, verdict, reason] of rows) {
    const pair = Math.floor(place / table.cycles);
    table.attempts[place] = { task: Math.floor(pair / table.generators.length), generator: pair % table.generators.length, cycle: (place % table.cycles) + 1, verdict: verdicts[verdict], reason: reasons[reason], words: words[reason] };
  }
  if (rows.length > 0 || tasks) filter();
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
  byId('more').addEventListener('click', () => { limit += 500; draw(); });
  let loading = load().catch(() => {});
  const source = new EventSource(live.dataset.events + '?seen=' + live.dataset.version);
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
