const express = require('express');
const mongoose = require('mongoose');
const { MongoClient } = require('mongodb');
const app = express();
const User = mongoose.model('User', new mongoose.Schema({ name: String, password: String }));

app.post('/login', async (req, res) => {
  // ruleid: js-nosql-injection
  const user = await User.findOne({ name: req.body.name, password: req.body.password });
  res.json(user !== null);
});

app.post('/find', async (req, res) => {
  // ruleid: js-nosql-injection
  res.json(await User.countDocuments(req.body));
});

app.post('/remove', async (req, res) => {
  const client = await MongoClient.connect('mongodb://localhost');
  const token = req.body.token;
  // ruleid: js-nosql-injection
  await client.db('app').collection('tokens').deleteMany({ token: token });
  res.end();
});

function byName(name) {
  // ruleid: js-nosql-injection
  return User.updateOne({ name }, { $set: { seen: true } });
}
app.post('/seen', async (req, res) => res.json(await byName(req.body.name)));

app.post('/text', async (req, res) => {
  // ok: js-nosql-injection
  const user = await User.findOne({ name: String(req.body.name) });
  res.json(user !== null);
});

app.post('/typed', async (req, res) => {
  const { name } = req.body;
  if (typeof name !== 'string') return res.sendStatus(400);
  // ok: js-nosql-injection
  const user = await User.findOne({ name });
  res.json(user !== null);
});

app.post('/template', async (req, res) => {
  // ok: js-nosql-injection
  res.json(await User.countDocuments({ name: `${req.body.name}` }));
});

app.post('/trimmed', async (req, res) => {
  const name = req.body.name.trim();
  // ok: js-nosql-injection
  const user = await User.findOne({ name });
  res.json(user !== null);
});

app.get('/id', async (req, res) => {
  // ok: js-nosql-injection
  const user = await User.findOne({ _id: new mongoose.Types.ObjectId(req.params.id) });
  res.json(user !== null);
});
