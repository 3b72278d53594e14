const express = require('express');
const _ = require('lodash');
const app = express();
const WORDS = ['one', 'two', 'three'];

app.get('/search', (req, res) => {
  // ruleid: js-regex-injection
  const wanted = new RegExp(req.query.q, 'i');
  res.json(WORDS.filter((word) => wanted.test(word)));
});

function matcher(prefix) {
  // ruleid: js-regex-injection
  return RegExp('^' + prefix);
}
app.get('/prefix', (req, res) => res.json(WORDS.filter((word) => matcher(req.query.prefix).test(word))));

app.post('/rename', (req, res) => {
  const { from, to } = req.body;
  // ruleid: js-regex-injection
  res.json(WORDS.map((word) => word.replace(new RegExp(`\\b${from}\\b`, 'g'), to)));
});

app.get('/half', (req, res) => {
  const text = req.query.q.replace(/\*/g, '\\*');
  // ruleid: js-regex-injection
  res.json(new RegExp(text).source);
});

app.get('/escaped', (req, res) => {
  // ok: js-regex-injection
  res.json(WORDS.filter((word) => new RegExp(_.escapeRegExp(req.query.q)).test(word)));
});

app.get('/word', (req, res) => {
  if (!/^[a-z]+$/.test(req.query.q)) return res.status(400).end();
  // ok: js-regex-injection
  res.json(new RegExp(req.query.q).source);
});

app.get('/text', (req, res) => {
  // ok: js-regex-injection
  res.json(WORDS.filter((word) => word.includes(req.query.q)));
});

app.get('/choice', (req, res) => {
  // ok: js-regex-injection
  res.json(new RegExp(req.query.strict ? '^one$' : 'one').source);
});
