const express = require('express');
const fs = require('fs');
const { readFile } = require('node:fs/promises');
const path = require('path');
const sanitize = require('sanitize-filename');

const app = express();
const ROOT = path.resolve(__dirname, 'public');
const PAGES = new Map([['home', 'home.html'], ['about', 'about.html']]);

app.get('/raw', (req, res) => {
  // ruleid: js-path-traversal
  fs.readFile(path.join(ROOT, req.query.name), (error, data) => res.end(data));
});

app.get('/async/:name', async (req, res) => {
  const { name } = req.params;
  // ruleid: js-path-traversal
  const text = await readFile(`./uploads/${name}`, 'utf8');
  res.json({ text });
});

function pathOf(name) {
  return path.join(ROOT, decodeURIComponent(name));
}

app.get('/helper', (req, res) => {
  // ruleid: js-path-traversal
  fs.createReadStream(pathOf(req.query.name)).pipe(res);
});

app.get('/stripped-once', (req, res) => {
  const name = req.query.name.replace('../', '');
  // ruleid: js-path-traversal
  res.download(path.join(ROOT, name));
});

app.get('/no-separator', (req, res) => {
  const full = path.join(ROOT, req.query.name);
  if (!full.startsWith(ROOT)) return res.sendStatus(403);
  // ruleid: js-path-traversal
  res.sendFile(full);
});

app.post('/delete', (req, res) => {
  const names = [].concat(req.body.names);
  // ruleid: js-path-traversal
  for (const name of names) fs.unlinkSync(ROOT + '/' + name);
  res.sendStatus(204);
});

app.get('/resolved', (req, res) => {
  const full = path.resolve(ROOT, req.query.name);
  if (!full.startsWith(ROOT + path.sep)) return res.sendStatus(403);
  // ok: js-path-traversal
  fs.readFile(full, (error, data) => res.end(data));
});

app.get('/basename', (req, res) => {
  // ok: js-path-traversal
  fs.createReadStream(path.join(ROOT, 'files', path.basename(req.query.name) + '.txt')).pipe(res);
});

app.get('/list', (req, res) => {
  const page = PAGES.get(req.query.page);
  if (page === undefined) return res.sendStatus(404);
  // ok: js-path-traversal
  res.sendFile(path.join(ROOT, page));
});

app.get('/number', (req, res) => {
  const id = Number.parseInt(req.params.id, 10);
  // ok: js-path-traversal
  fs.readFile(`${ROOT}/${id}.json`, 'utf8', (error, text) => res.json({ text }));
});

app.get('/word', (req, res) => {
  const { name } = req.query;
  if (!/^[a-z0-9_-]+$/.test(name)) return res.sendStatus(400);
  // ok: js-path-traversal
  fs.readFile(`${ROOT}/${name}.json`, 'utf8', (error, text) => res.json({ text }));
});

app.get('/cleaned', (req, res) => {
  // ok: js-path-traversal
  fs.readFile(path.join(ROOT, sanitize(req.query.name)), (error, data) => res.end(data));
});

app.get('/root', (req, res) => {
  // ok: js-path-traversal
  res.sendFile(req.params.name, { root: ROOT });
});
