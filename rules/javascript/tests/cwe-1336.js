const express = require('express');
const ejs = require('ejs');
const pug = require('pug');
const Handlebars = require('handlebars');
const nunjucks = require('nunjucks');
const _ = require('lodash');
const app = express();

app.get('/ejs', (req, res) => {
  // ruleid: js-template-injection
  res.end(ejs.render('<h1>Hello ' + req.query.name + '</h1>'));
});

app.post('/preview', (req, res) => {
  const { template, values } = req.body;
  // ruleid: js-template-injection
  res.end(Handlebars.compile(template)(values));
});

function greet(name) {
  // ruleid: js-template-injection
  return pug.render(`h1 Hello ${name}`);
}
app.get('/pug', (req, res) => res.end(greet(req.query.name)));

app.get('/nunjucks', (req, res) => {
  // ruleid: js-template-injection
  res.end(nunjucks.renderString(`Hello ${req.query.name}`, {}));
});

app.get('/lodash', (req, res) => {
  // ruleid: js-template-injection
  res.end(_.template(req.query.text)({ year: 2024 }));
});

app.get('/value', (req, res) => {
  // ok: js-template-injection
  res.end(ejs.render('<h1>Hello <%= name %></h1>', { name: req.query.name }));
});

app.get('/handlebars', (req, res) => {
  // ok: js-template-injection
  res.end(Handlebars.compile('Hello {{name}}')({ name: req.query.name }));
});

const TEMPLATES = { long: 'Hello {{ name }}', short: 'Hi {{ name }}' };
app.get('/chosen', (req, res) => {
  // ok: js-template-injection
  res.end(nunjucks.renderString(req.query.short ? TEMPLATES.short : TEMPLATES.long, { name: req.query.name }));
});

app.get('/year', (req, res) => {
  // ok: js-template-injection
  res.end(pug.render(`p ${Number(req.query.year)}`));
});
