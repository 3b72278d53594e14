const { exec, execFile, execSync, spawn } = require('child_process');
const { promisify } = require('util');
const express = require('express');
const shell = require('shelljs');
const { quote } = require('shell-quote');

const app = express();
const run = promisify(exec);

app.get('/ping', (req, res) => {
  // ruleid: js-command-injection
  exec('ping -c 1 ' + req.query.host, (error, stdout) => res.type('text').send(String(stdout.length)));
});

app.post('/convert', async (req, res) => {
  const { file, format } = req.body;
  const command = `convert "${file}" out.${format}`;
  // ruleid: js-command-injection
  await run(command);
  res.sendStatus(204);
});

class Repository {
  constructor(folder) {
    this.folder = folder;
  }

  log(branch) {
    // ruleid: js-command-injection
    return execSync(`git -C ${this.folder} log ${branch}`);
  }
}

app.get('/log/:branch', (req, res) => res.json(new Repository('/srv/git').log(req.params.branch).length));

app.get('/spawn', (req, res) => {
  // ruleid: js-command-injection
  spawn('grep', ['-r', req.query.word, '.'], { shell: true }).stdout.pipe(res);
});

app.get('/stripped', (req, res) => {
  const host = req.query.host.replace(';', '');
  // ruleid: js-command-injection
  shell.exec('nslookup ' + host);
  res.sendStatus(204);
});

app.get('/unanchored', (req, res) => {
  if (!/[a-z0-9.]+/.test(req.query.host)) return res.sendStatus(400);
  // ruleid: js-command-injection
  exec(`host ${req.query.host}`, () => res.sendStatus(204));
});

app.get('/file', (req, res) => {
  // ok: js-command-injection
  execFile('ping', ['-c', '1', req.query.host], () => res.sendStatus(204));
});

app.get('/anchored', (req, res) => {
  if (!/^[a-z0-9.]+$/i.test(req.query.host)) return res.sendStatus(400);
  // ok: js-command-injection
  exec(`host ${req.query.host}`, () => res.sendStatus(204));
});

app.get('/count', (req, res) => {
  const count = Number(req.query.count);
  // ok: js-command-injection
  exec(`head -n ${count} /var/log/app.log`, () => res.sendStatus(204));
});

app.get('/quoted', (req, res) => {
  // ok: js-command-injection
  exec(quote(['ls', req.query.folder]), () => res.sendStatus(204));
});

const FORMATS = ['png', 'jpeg'];
app.get('/format', (req, res) => {
  if (!FORMATS.includes(req.query.format)) {
    throw new Error('no such format');
  }
  // ok: js-command-injection
  exec('convert in.svg out.' + req.query.format, () => res.sendStatus(204));
});

app.get('/constant', (req, res) => {
  // ok: js-command-injection
  exec(req.query.long ? 'ls -l' : 'ls', () => res.sendStatus(204));
});
