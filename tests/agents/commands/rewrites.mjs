#!/usr/bin/env node
// Reads its prompt from both places, puts the text of its argument (base64) in the place of the marker, and leaves other things behind.
import { readFileSync, symlinkSync, writeFileSync, mkdirSync, rmSync } from 'node:fs';
import process from 'node:process';

const prompt = readFileSync(process.env.ASE_PROMPT ?? '', 'utf8');
const said = readFileSync(0, 'utf8');
if (said !== prompt) throw new Error(`stdin holds ${said.length} characters, the file ${prompt.length}`);
const text = Buffer.from(process.argv[2] ?? '', 'base64').toString('utf8');
writeFileSync('index.js', readFileSync('index.js', 'utf8').replace(/^.*ASE: this region is to be written.*\n/m, () => text));
mkdirSync('notes');
writeFileSync('notes/why.md', 'because');
symlinkSync('/etc/passwd', 'notes/link');
rmSync('README.md');
console.log(JSON.stringify({ cwd: process.cwd(), prompt: prompt.length }));
