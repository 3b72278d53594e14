import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { latexReport } from '../../src/report/latex-report.ts';
import { boardOf, hostileBoard } from './board.ts';
import { hostileText } from './hostile.ts';

test('pdflatex takes the table, and that of hostile names, in both font encodings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ase-latex-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const hostile = fc.sample(fc.tuple(hostileText, hostileText), { numRuns: 30, seed: 7 }).map(([before, after]) => latexReport(hostileBoard(before, after)));
  const tables = [latexReport(boardOf()), ...hostile].map((table) => `${table.replace('\\label{tab:ase}', '')}\\clearpage`);
  for (const encoding of ['OT1', 'T1']) {
    const document = ['\\documentclass[landscape]{article}', `\\usepackage[${encoding}]{fontenc}`, '\\usepackage{booktabs}', '\\begin{document}', ...tables, '\\end{document}', ''].join('\n');
    writeFileSync(join(folder, 'report.tex'), document);
    const log = execFileSync('pdflatex', ['-draftmode', '-halt-on-error', '-interaction=nonstopmode', '-no-shell-escape', 'report.tex'], { cwd: folder, encoding: 'latin1' });
    expect(log).toContain(`[${tables.length}`);
    expect(log).not.toMatch(/^!|undefined/m);
  }
});
