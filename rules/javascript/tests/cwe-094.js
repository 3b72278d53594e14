const express = require('express');
const vm = require('vm');
const app = express();

app.get('/calculate', (req, res) => {
  // ruleid: js-code-injection
  res.json({ result: eval(req.query.expression) });
});

app.post('/filter', (req, res) => {
  // ruleid: js-code-injection
  const keep = new Function('item', `return ${req.body.condition}`);
  res.json([1, 2, 3].filter(keep));
});

app.post('/script', (req, res) => {
  const sandbox = { result: null };
  // ruleid: js-code-injection
  vm.runInNewContext('result = ' + req.body.script, sandbox);
  res.json(sandbox);
});

function later(code) {
  // ruleid: js-code-injection
  setTimeout(code, 100);
}
app.get('/later', (req, res) => {
  later(`refresh('${req.query.name}')`);
  res.end();
});

app.get('/quoted', (req, res) => {
  // ruleid: js-code-injection
  eval("var name = '" + req.query.name.replace(/"/g, '\\"') + "'");
  res.end();
});

app.get('/parsed', (req, res) => {
  // ok: js-code-injection
  res.json(JSON.parse(req.query.value));
});

app.get('/number', (req, res) => {
  // ok: js-code-injection
  res.json(eval(`${Number(req.query.a)} + ${Number(req.query.b)}`));
});

const OPERATIONS = { add: (a, b) => a + b, multiply: (a, b) => a * b };
app.get('/map', (req, res) => {
  const operation = Object.hasOwn(OPERATIONS, req.query.name) ? OPERATIONS[req.query.name] : OPERATIONS.add;
  // ok: js-code-injection
  setTimeout(() => operation(1, 2), 10);
  res.end();
});

app.get('/digits', (req, res) => {
  const expression = req.query.expression;
  if (!/^[0-9+*-]+$/.test(expression)) return res.status(400).end();
  // ok: js-code-injection
  res.json(eval(expression));
});

app.get('/context', (req, res) => {
  // ok: js-code-injection
  res.json(vm.runInNewContext('a.length', { a: req.query.text }));
});
