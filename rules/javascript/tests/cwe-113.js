const http = require('http');
const express = require('express');
const app = express();

app.get('/download', (req, res) => {
  // ruleid: js-header-injection
  res.setHeader('Content-Disposition', `attachment; filename="${req.query.name}"`);
  res.end();
});

app.get('/language', (req, res) => {
  const language = unescape(req.query.language);
  // ruleid: js-header-injection
  res.set('Content-Language', language);
  res.end();
});

http.createServer((request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost');
  // ruleid: js-header-injection
  response.setHeader('X-Trace', searchParams.get('trace'));
  response.end();
}).listen(8080);

function name(res, key, value) {
  // ruleid: js-header-injection
  res.append('X-' + key, value);
}
app.get('/named', (req, res) => {
  name(res, 'Name', req.query.name);
  res.end();
});

app.get('/encoded', (req, res) => {
  // ok: js-header-injection
  res.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(req.query.name)}`);
  res.end();
});

app.get('/stripped', (req, res) => {
  // ok: js-header-injection
  res.set('X-Name', req.query.name.replace(/[\r\n]/g, ''));
  res.end();
});

app.get('/checked', (req, res) => {
  if (/[\r\n]/.test(req.query.name)) return res.sendStatus(400);
  // ok: js-header-injection
  res.set('X-Name', req.query.name);
  res.end();
});

app.get('/number', (req, res) => {
  // ok: js-header-injection
  res.setHeader('X-Page', String(Number.parseInt(req.query.page, 10)));
  res.end();
});
