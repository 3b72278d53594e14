/**
 * The only script of a report, after highlight.js (`hljs`); its hash stands in the content security policy. It opens pages of tasks and attempts from their compressed chunks, and filters the table of attempts.
 * Everything else of a report works without it. What it puts into the page is markup that `html` made; the policy lets nothing in it run.
 */
export const SCRIPT = `
(() => {
  'use strict';
  const policy = globalThis.trustedTypes ? trustedTypes.createPolicy('ase', { createHTML: (text) => text }) : { createHTML: (text) => text };
  const page = document.getElementById('page');
  const title = document.title;
  const chunks = new Map();
  const read = async (task) => {
    const node = document.getElementById('chunk-' + task);
    if (!node) return null;
    const bytes = Uint8Array.from(atob(node.textContent.trim()), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const [keys, ...pieces] = (await new Response(stream).text()).split('\\0');
    return new Map(JSON.parse(keys).map((key, index) => [key, pieces[index]]));
  };
  const chunkOf = (task) => {
    if (!chunks.has(task)) chunks.set(task, read(task));
    return chunks.get(task);
  };
  const put = (node, markup) => { node.innerHTML = policy.createHTML(markup); };
  const missing = '<p class="crumbs"><a href="#">Report</a></p><h2 tabindex="-1">No page</h2><p>This report has no page for that attempt: it has no verdict and no answer yet, or it was left out for size (docs/report.md says how to get it).</p>';
  const MAX_COLOURED = 60000;
  const colourRun = (cells, language) => {
    const text = cells.map((cell) => cell.textContent).join('\\n');
    if (cells.length === 0 || text.length > MAX_COLOURED) return;
    const open = [];
    hljs.highlight(text, { language, ignoreIllegals: true }).value.split('\\n').forEach((line, index) => {
      const before = open.join('');
      for (const [tag] of line.matchAll(/<span class="[^"]*">|<\\/span>/g)) {
        if (tag === '</span>') open.pop();
        else open.push(tag);
      }
      put(cells[index], before + line + '</span>'.repeat(open.length));
    });
  };
  const colour = (table) => {
    const language = table.dataset.code;
    if (!hljs.getLanguage(language)) return;
    for (const column of [1, 3]) {
      let run = [];
      for (const row of table.tBodies[0].rows) {
        const cell = row.cells[column];
        if (row.className === 'gap') {
          colourRun(run, language);
          run = [];
        } else if (cell && cell.className !== 'none') run.push(cell);
      }
      colourRun(run, language);
    }
  };
  let overviewAt = 0;
  const route = async () => {
    const hash = location.hash;
    const match = /^#(?:t(\\d+)|a(\\d+)\\.(\\d+)\\.(\\d+))$/.exec(hash);
    if (!match) {
      const was = document.body.classList.contains('paged');
      document.body.classList.remove('paged');
      document.title = title;
      if (was && hash.length < 2) scrollTo(0, overviewAt);
      else if (was) document.getElementById(hash.slice(1))?.scrollIntoView();
      return;
    }
    const task = match[1] ?? match[2];
    const chunk = await chunkOf(task);
    if (location.hash !== hash) return;
    const markup = chunk?.get(match[1] === undefined ? 'a ' + match[3] + '.' + match[4] : 'page');
    if (!document.body.classList.contains('paged')) overviewAt = scrollY;
    put(page, markup ?? missing);
    for (const node of page.querySelectorAll('[data-piece]')) put(node, chunk.get(node.dataset.piece) ?? '');
    page.querySelectorAll('table[data-code]').forEach(colour);
    for (const link of page.querySelectorAll('a.v')) if (link.getAttribute('href') === hash) link.setAttribute('aria-current', 'page');
    document.body.classList.add('paged');
    const heading = page.querySelector('h2');
    document.title = heading.textContent + ' – ' + title;
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  };
  addEventListener('hashchange', route);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.body.classList.contains('paged') && !/^(?:INPUT|SELECT)$/.test(event.target.tagName)) location.hash = '';
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest?.('a[href="#"]')) { event.preventDefault(); location.hash = ''; }
  });
  const filters = document.getElementById('filters');
  const fields = ['text', 'language', 'verdict', 'divided'].map((name) => document.getElementById('filter-' + name));
  const rows = [...document.querySelectorAll('#strip tr')].map((row) => ({ row, text: row.querySelector('th').textContent.toLowerCase(), letters: row.dataset.letters, language: row.dataset.language }));
  const apply = () => {
    const [text, language, verdict, divided] = fields;
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const { row, ...own } of rows) {
      const fits = own.text.includes(wanted) && (language.value === '' || own.language === language.value) && (verdict.value === '' || own.letters.includes(verdict.value)) && (!divided.checked || own.letters.length > 1);
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    document.getElementById('filter-count').textContent = shown + ' of ' + rows.length + ' tasks';
  };
  if (filters) {
    filters.hidden = false;
    for (const field of fields) field.addEventListener('input', apply);
    apply();
  }
  addEventListener('beforeprint', () => { for (const node of document.querySelectorAll('#page details')) node.open = true; });
  void route();
})();
`;
