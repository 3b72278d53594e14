const express = require('express');
const app = express();
const HOSTS = new Set(['example.org', 'www.example.org']);

app.get('/go', (req, res) => {
  // ruleid: js-open-redirect
  res.redirect(req.query.to);
});

app.post('/login', (req, res) => {
  const target = req.body.returnTo || '/';
  // ruleid: js-open-redirect
  res.redirect(302, target);
});

app.get('/slash', (req, res) => {
  const { to } = req.query;
  if (!to.startsWith('/')) return res.sendStatus(400);
  // ruleid: js-open-redirect
  res.redirect(to);
});

app.get('/contains', (req, res) => {
  const { to } = req.query;
  // ruleid: js-open-redirect
  if (to.includes('example.org')) res.redirect(to);
});

function leave() {
  // ruleid: js-open-redirect
  location.href = new URLSearchParams(location.search).get('next');
}
leave();

app.get('/path', (req, res) => {
  // ok: js-open-redirect
  res.redirect('/users/' + encodeURIComponent(req.query.name));
});

app.get('/host', (req, res) => {
  const { to } = req.query;
  if (!to.startsWith('https://example.org/')) return res.sendStatus(400);
  // ok: js-open-redirect
  res.redirect(to);
});

const TARGETS = { home: '/', help: '/help' };
app.get('/named', (req, res) => {
  // ok: js-open-redirect
  res.redirect(TARGETS[req.query.name] || '/');
});

app.get('/listed', (req, res) => {
  const { host } = req.query;
  if (!HOSTS.has(host)) return res.sendStatus(400);
  // ok: js-open-redirect
  res.redirect(`https://${host}/`);
});

app.get('/query', (req, res) => {
  // ok: js-open-redirect
  res.redirect(`https://example.org/search?q=${req.query.q}`);
});
