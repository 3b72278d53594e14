const express = require('express');
const escapeHtml = require('escape-html');
const he = require('he');
const createDOMPurify = require('dompurify');

const app = express();

app.get('/hello', (req, res) => {
  // ruleid: js-cross-site-scripting
  res.send('<h1>Hello ' + req.query.name + '</h1>');
});

app.get('/error', (req, res) => {
  const page = ['<html><body>', `No page ${req.originalUrl}`, '</body></html>'].join('');
  // ruleid: js-cross-site-scripting
  res.status(404).send(page);
});

function link(url, text) {
  return `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
}

app.get('/link', (req, res) => {
  // ruleid: js-cross-site-scripting
  res.send(link(req.query.url, 'more'));
});

app.get('/attribute', (req, res) => {
  // ruleid: js-cross-site-scripting
  res.send(`<input value=${escapeHtml(req.query.value)}>`);
});

function showTab() {
  const tab = decodeURIComponent(location.hash.slice(1));
  // ruleid: js-cross-site-scripting
  document.getElementById('tab').innerHTML = '<b>' + tab + '</b>';
}
addEventListener('hashchange', showTab);

addEventListener('message', (event) => {
  // ruleid: js-cross-site-scripting
  document.querySelector('#message').insertAdjacentHTML('beforeend', event.data);
});

app.get('/escaped', (req, res) => {
  // ok: js-cross-site-scripting
  res.send('<h1>Hello ' + escapeHtml(req.query.name) + '</h1>');
});

app.get('/quoted', (req, res) => {
  // ok: js-cross-site-scripting
  res.send(`<input value="${he.encode(req.query.value)}">`);
});

app.get('/json', (req, res) => {
  // ok: js-cross-site-scripting
  res.json({ name: req.query.name });
});

app.get('/template', (req, res) => {
  // ok: js-cross-site-scripting
  res.render('hello', { name: req.query.name });
});

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const encode = (text) => String(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);

app.get('/own', (req, res) => {
  // ok: js-cross-site-scripting
  res.send(`<p title="${encode(req.query.title)}">${encode(req.query.text)}</p>`);
});

function showText() {
  // ok: js-cross-site-scripting
  document.getElementById('tab').textContent = decodeURIComponent(location.hash);
}
showText();

function showClean() {
  // ok: js-cross-site-scripting
  document.getElementById('tab').innerHTML = createDOMPurify(window).sanitize(decodeURIComponent(location.hash));
}
showClean();
