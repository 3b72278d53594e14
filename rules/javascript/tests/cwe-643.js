const express = require('express');
const xpath = require('xpath');
const { DOMParser } = require('@xmldom/xmldom');
const fs = require('fs');
const app = express();
const users = new DOMParser().parseFromString(fs.readFileSync('users.xml', 'utf8'));

app.get('/user', (req, res) => {
  // ruleid: js-xpath-injection
  res.json(xpath.select(`//user[name='${req.query.name}']`, users).length);
});

app.post('/login', (req, res) => {
  const { name, password } = req.body;
  const expression = "//user[name='" + name + "' and password='" + password + "']";
  // ruleid: js-xpath-injection
  res.json(xpath.select1(expression, users) !== undefined);
});

function find(condition) {
  // ruleid: js-xpath-injection
  return xpath.select('//user[' + condition + ']', users);
}
app.get('/find', (req, res) => res.json(find(req.query.condition).length));

app.get('/id', (req, res) => {
  const id = req.query.id.replace(/'/g, '');
  // ruleid: js-xpath-injection
  res.json(xpath.select(`//user[@id=${id}]`, users).length);
});

app.get('/number', (req, res) => {
  // ok: js-xpath-injection
  res.json(xpath.select(`//user[@id=${Number(req.query.id)}]`, users).length);
});

app.get('/word', (req, res) => {
  if (!/^[\w-]+$/.test(req.query.name)) return res.status(400).end();
  // ok: js-xpath-injection
  res.json(xpath.select(`//user[name='${req.query.name}']`, users).length);
});

app.get('/quotes', (req, res) => {
  const name = req.query.name.replace(/['"]/g, '');
  // ok: js-xpath-injection
  res.json(xpath.select(`//user[name='${name}']`, users).length);
});

app.get('/variable', (req, res) => {
  // ok: js-xpath-injection
  const nodes = xpath.select('//user[name=$name]', users);
  res.json(nodes.filter((node) => node.textContent === req.query.name).length);
});
