import { STYLE } from '../html/style.ts';

/** The only style of the live pages: the report's, and what only they have. Nothing is styled inline, the content security policy forbids it. */
export const LIVE_STYLE = `${STYLE}
#live table,#attempts,.wide{width:100%}#live tbody th,.wide tbody th{overflow-wrap:break-word;min-width:180px;max-width:420px}main p,main li,main h1,main h2,main td{overflow-wrap:anywhere}.wide td.dim{min-width:160px}.crumbs{margin:0 0 8px;font-size:14px}.big{font-weight:700}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px;margin:12px 0}.fact{background:var(--soft);border-radius:10px;padding:10px 14px}.fact b{display:block;font-size:22px;line-height:1.25}.fact span{color:var(--dim);font-size:13px}
.tied>*{background:var(--tie)}svg.bar.whole{width:100%;border-radius:4px}svg.diff-line{width:220px;height:18px}.axis-line{stroke:var(--dim);stroke-width:1}.v-failed{background:#57606a}
.s-running{background:#0757b3}.s-complete{background:#1a7037}.s-incomplete,.s-stopped,.s-interrupted{background:#8a5a00}.s-aborted,.s-failed{background:#c11f2b}
.filters label{font-size:13px;color:var(--dim);display:grid;gap:2px}.filters select{max-width:320px}button{font:inherit;padding:4px 10px}.better{color:#1a7037}.worse{color:#c11f2b}@media(prefers-color-scheme:dark){.better{color:#5fd38a}.worse{color:#ff8d85}}
.notable{list-style:none;padding:0}.notable li{border-left:3px solid var(--line);padding:2px 0 4px 10px;margin:4px 0;overflow-wrap:anywhere}.v-missing.badge{color:var(--fg)}
.attempts{table-layout:fixed;min-width:720px}.attempts th:nth-child(1){width:120px}.attempts th:nth-child(2){width:24%}.attempts th:nth-child(3){width:28%}.attempts th:nth-child(4){width:60px}
@media(max-width:640px){.attempts{min-width:0}.attempts,.attempts tbody,.attempts tr,.attempts td{display:block}.attempts thead{position:absolute;left:-9999px}.attempts tr{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:2px 8px;border-bottom:1px solid var(--line);padding:8px 0}.attempts tr[hidden]{display:none}.attempts td{border:0;padding:0}.attempts td:nth-child(2){font-weight:600}.attempts td:nth-child(3){grid-row:2;grid-column:1/3}.attempts td:nth-child(4){grid-row:2;grid-column:3}.attempts td:nth-child(4)::before{content:"cycle "}.attempts td:nth-child(5){grid-row:3;grid-column:1/4}}
`;
