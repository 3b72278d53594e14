/** The only style of the live pages: nothing is styled inline, the content security policy forbids it. */
export const LIVE_STYLE = `
:root{color-scheme:light dark;--bg:#fff;--card:#fff;--fg:#1b1f24;--dim:#57606a;--line:#d5dae0;--soft:#f4f6f8;--link:#0757b3;--accent:#0757b3;--warn:#fff3cd;--tie:#eef4fc}
@media(prefers-color-scheme:dark){:root{--bg:#0f1419;--card:#161c23;--fg:#e4e9ee;--dim:#9aa6b2;--line:#333d48;--soft:#1c242d;--link:#7db8ff;--accent:#7db8ff;--warn:#463a12;--tie:#18263a}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
header,main,footer{max-width:1240px;margin:0 auto;padding:0 20px}header{padding-top:20px}footer{padding-bottom:40px}
h1{font-size:24px;margin:0 0 4px;line-height:1.25;overflow-wrap:anywhere}h2{font-size:19px;margin:0 0 8px}p{margin:4px 0 8px}a{color:var(--link)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.dim{color:var(--dim);font-weight:400;font-size:13px}.name{overflow-wrap:anywhere}.crumbs{margin:0 0 8px;font-size:14px}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px;margin:16px 0;min-width:0}.scroll{overflow-x:auto;max-width:100%}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px;margin:12px 0}.fact{background:var(--soft);border-radius:10px;padding:10px 14px}.fact b{display:block;font-size:22px;line-height:1.25}.fact span{color:var(--dim);font-size:13px}
table{border-collapse:collapse;font-size:14px;width:100%}th,td{padding:5px 8px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}thead th{font-size:12px;color:var(--dim);white-space:nowrap}tbody th{font-weight:600;overflow-wrap:anywhere}
.num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.tied>*{background:var(--tie)}.big{font-weight:700}
svg{display:block}svg.bar{width:100%;height:16px;border-radius:4px}svg.small{width:130px;height:14px;border-radius:3px}svg.diff{width:220px;height:18px}.track{fill:var(--soft)}.axis{stroke:var(--dim);stroke-width:1}.whisker{stroke:var(--accent);stroke-width:2}.dot{fill:var(--accent)}
.badge{display:inline-block;padding:0 9px;border-radius:10px;color:#fff;font-weight:700;font-size:13px;white-space:nowrap}
.v-secure{background:#1a7037;fill:#1a7037}.v-suspect{background:#7440c9;fill:#7440c9}.v-insecure{background:#c11f2b;fill:#c11f2b}.v-broken{background:#8a5a00;fill:#8a5a00}.v-inconclusive,.v-failed{background:#57606a;fill:#57606a}
.s-running{background:#0757b3}.s-complete{background:#1a7037}.s-incomplete,.s-stopped,.s-interrupted{background:#8a5a00}.s-aborted,.s-failed{background:#c11f2b}.s-planned{background:#57606a}
.o-passed{background:#1a7037}.o-failed{background:#c11f2b}.o-inconclusive,.o-skipped{background:#57606a}
.filters{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:end;margin:8px 0}.filters label{font-size:13px;color:var(--dim);display:grid;gap:2px}.filters input,.filters select,button{font:inherit;padding:4px 8px;max-width:100%}
.filters select{max-width:320px}.warn{background:var(--warn);border-radius:8px;padding:8px 12px}.better{color:#1a7037}.worse{color:#c11f2b}@media(prefers-color-scheme:dark){.better{color:#5fd38a}.worse{color:#ff8d85}}
pre{font:12.5px/1.45 ui-monospace,"DejaVu Sans Mono",Consolas,monospace;background:var(--soft);border-radius:6px;padding:10px;margin:6px 0;max-height:60vh;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}
.log{list-style:none;padding:0}.log li{border-left:3px solid var(--line);padding:2px 0 4px 10px;margin:4px 0;overflow-wrap:anywhere}
@media(max-width:640px){header,main,footer{padding-left:12px;padding-right:12px}.card{padding:12px}}@media print{.filters,form{display:none}}
`;
