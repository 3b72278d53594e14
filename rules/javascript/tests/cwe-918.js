const express = require('express');
const axios = require('axios');
const http = require('http');
const got = require('got');
const app = express();
const SERVICES = { weather: 'https://weather.example.org', news: 'https://news.example.org' };

app.get('/fetch', async (req, res) => {
  // ruleid: js-server-side-request-forgery
  const answer = await fetch(req.query.url);
  res.json(answer.status);
});

app.post('/hook', async (req, res) => {
  const { host, path } = req.body;
  // ruleid: js-server-side-request-forgery
  await axios.post(`https://${host}/hooks/${path}`, { done: true });
  res.end();
});

app.get('/proxy', (req, res) => {
  const target = new URL(req.query.target);
  // ruleid: js-server-side-request-forgery
  http.get(target, (answer) => answer.pipe(res));
});

class Client {
  load(url) {
    // ruleid: js-server-side-request-forgery
    return got(url).text();
  }
}
app.get('/load', async (req, res) => res.json((await new Client().load(req.query.url)).length));

app.get('/prefix', async (req, res) => {
  if (!req.query.url.startsWith('https://example.org')) return res.sendStatus(400);
  // ruleid: js-server-side-request-forgery
  const { data } = await axios({ method: 'get', url: req.query.url });
  res.json(data.length);
});

app.get('/path', async (req, res) => {
  // ok: js-server-side-request-forgery
  const answer = await fetch(`https://api.example.org/users/${req.params.id}`);
  res.json(answer.status);
});

app.get('/service', async (req, res) => {
  const base = SERVICES[req.query.service];
  if (base === undefined) return res.sendStatus(404);
  // ok: js-server-side-request-forgery
  const { data } = await axios.get(base + '/today');
  res.json(data.length);
});

app.get('/slash', async (req, res) => {
  if (!req.query.url.startsWith('https://example.org/')) return res.sendStatus(400);
  // ok: js-server-side-request-forgery
  const { data } = await axios.get(req.query.url);
  res.json(data.length);
});

app.get('/query', (req, res) => {
  // ok: js-server-side-request-forgery
  http.get('http://search.example.org/?q=' + encodeURIComponent(req.query.q), (answer) => answer.pipe(res));
});
