const express = require('express');
const winston = require('winston');
const app = express();
const logger = winston.createLogger({ level: 'info' });

app.get('/a', (req, res) => {
  // ruleid: js-log-injection
  console.log('user ' + req.query.user + ' came');
  res.end();
});

app.post('/login', (req, res) => {
  const { name } = req.body;
  // ruleid: js-log-injection
  logger.warn(`failed login of ${name}`);
  res.status(401).end();
});

const note = (text) => {
  // ruleid: js-log-injection
  console.error('[app]', text);
};
app.use((req, res, next) => {
  note(`${req.method} ${decodeURIComponent(req.originalUrl)}`);
  next();
});

app.get('/half', (req, res) => {
  // ruleid: js-log-injection
  console.info(req.query.user.replace('\n', ' '));
  res.end();
});

app.get('/json', (req, res) => {
  // ok: js-log-injection
  console.log(JSON.stringify({ user: req.query.user }));
  res.end();
});

app.get('/stripped', (req, res) => {
  // ok: js-log-injection
  logger.info(req.query.user.replace(/[\r\n]+/g, ' '));
  res.end();
});

app.get('/encoded', (req, res) => {
  // ok: js-log-injection
  console.log(`user ${encodeURIComponent(req.query.user)}`);
  res.end();
});

app.get('/count', (req, res) => {
  // ok: js-log-injection
  console.log('pages', Number(req.query.pages));
  res.end();
});
