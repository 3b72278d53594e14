const express = require('express');
const path = require('path');
const app = express();
const THEMES = { dark: './themes/dark', light: './themes/light' };

app.get('/plugin', (req, res) => {
  // ruleid: js-external-file-name
  const plugin = require(req.query.plugin);
  res.json(plugin.run());
});

app.get('/locale', async (req, res) => {
  const locale = req.cookies.locale || 'en';
  // ruleid: js-external-file-name
  const texts = await import(`../locales/${locale}.js`);
  res.json(texts);
});

app.get('/page/:name', (req, res) => {
  // ruleid: js-external-file-name
  res.render('pages/' + req.params.name, { title: 'Page' });
});

function load(name) {
  // ruleid: js-external-file-name
  return require(path.join(__dirname, 'handlers', name));
}
app.post('/handle', (req, res) => res.json(load(req.body.handler)()));

app.get('/fixed', (req, res) => {
  // ok: js-external-file-name
  res.render('page', { name: req.params.name });
});

app.get('/theme', (req, res) => {
  // ok: js-external-file-name
  const theme = require(req.query.theme === 'dark' ? './themes/dark' : './themes/light');
  res.json(theme);
});

app.get('/view', (req, res) => {
  if (!['home', 'about'].includes(req.query.view)) return res.sendStatus(404);
  // ok: js-external-file-name
  res.render(req.query.view);
});

app.get('/known', (req, res) => {
  if (!Object.hasOwn(THEMES, req.query.theme)) return res.sendStatus(404);
  // ok: js-external-file-name
  res.json(require(THEMES[req.query.theme]));
});
