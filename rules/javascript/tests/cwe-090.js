const express = require('express');
const ldap = require('ldapjs');
const { filter: escapeFilter } = require('ldap-escape');

const app = express();
const client = ldap.createClient({ url: 'ldap://localhost' });
const BASE = 'ou=people,dc=example,dc=org';

app.get('/person', (req, res) => {
  const options = { filter: `(uid=${req.query.name})`, scope: 'sub' };
  // ruleid: js-ldap-injection
  client.search(BASE, options, () => res.end());
});

app.post('/login', (req, res) => {
  const filter = '(&(uid=' + req.body.name + ')(userPassword=' + req.body.password + '))';
  // ruleid: js-ldap-injection
  client.search(BASE, { filter, scope: 'sub' }, () => res.end());
});

app.get('/unit', (req, res) => {
  // ruleid: js-ldap-injection
  client.search(`ou=${req.query.unit},dc=example,dc=org`, { scope: 'one' }, () => res.end());
});

app.get('/parse', (req, res) => {
  // ruleid: js-ldap-injection
  const filter = ldap.parseFilter(req.query.filter);
  client.search(BASE, { scope: filter.toString().length > 9 ? 'sub' : 'one' }, () => res.end());
});

app.get('/escaped', (req, res) => {
  // ok: js-ldap-injection
  client.search(BASE, { filter: escapeFilter`(uid=${req.query.name})`, scope: 'sub' }, () => res.end());
});

app.get('/word', (req, res) => {
  if (!/^\w+$/.test(req.query.name)) return res.status(400).end();
  // ok: js-ldap-injection
  client.search(BASE, { filter: `(uid=${req.query.name})` }, () => res.end());
});

const escaped = (text) => text.replace(/[^a-zA-Z0-9]/g, '');
app.get('/stripped', (req, res) => {
  // ok: js-ldap-injection
  client.search(BASE, { filter: `(uid=${escaped(req.query.name)})` }, () => res.end());
});

app.get('/constant', (req, res) => {
  // ok: js-ldap-injection
  client.search(BASE, { filter: req.query.all ? '(objectClass=*)' : '(objectClass=person)' }, () => res.end());
});
