const express = require('express');
const serialize = require('node-serialize');
const yaml = require('js-yaml');
const v8 = require('v8');
const app = express();

app.get('/profile', (req, res) => {
  const text = Buffer.from(req.cookies.profile, 'base64').toString();
  // ruleid: js-unsafe-deserialization
  const profile = serialize.unserialize(text);
  res.json({ name: profile.name });
});

app.post('/config', (req, res) => {
  // ruleid: js-unsafe-deserialization
  const config = yaml.load(req.body.config);
  res.json(Object.keys(config));
});

app.post('/binary', (req, res) => {
  // ruleid: js-unsafe-deserialization
  const value = v8.deserialize(Buffer.from(req.body.value, 'hex'));
  res.json(typeof value);
});

function restore(state) {
  // ruleid: js-unsafe-deserialization
  return serialize.unserialize(state);
}
app.get('/restore', (req, res) => res.json(Object.keys(restore(req.headers['x-state']))));

app.post('/json', (req, res) => {
  // ok: js-unsafe-deserialization
  const value = JSON.parse(req.body.value);
  res.json(typeof value);
});

app.post('/safe', (req, res) => {
  // ok: js-unsafe-deserialization
  const config = yaml.load(req.body.config, { schema: yaml.JSON_SCHEMA });
  res.json(Object.keys(config));
});

app.post('/old', (req, res) => {
  // ok: js-unsafe-deserialization
  res.json(Object.keys(yaml.safeLoad(req.body.config)));
});

app.get('/own', (req, res) => {
  // ok: js-unsafe-deserialization
  res.json(serialize.unserialize(serialize.serialize({ version: 1 })));
});
