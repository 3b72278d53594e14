const express = require('express');
const mysql = require('mysql2/promise');
const { Pool } = require('pg');
const Database = require('better-sqlite3');
const { Sequelize } = require('sequelize');
const knex = require('knex')({ client: 'pg' });

const app = express();
const pool = new Pool();
const sqlite = new Database('app.db');
const sequelize = new Sequelize('sqlite::memory:');
const COLUMNS = { name: 'name', age: 'age' };

app.get('/user', async (req, res) => {
  const connection = await mysql.createConnection({ host: 'localhost' });
  // ruleid: js-sql-injection
  const [rows] = await connection.query("SELECT * FROM users WHERE name = '" + req.query.name + "'");
  res.json(rows);
});

app.get('/order', async (req, res) => {
  const { column, direction } = req.query;
  const text = `SELECT id FROM items WHERE owner = $1 ORDER BY ${column} ${direction}`;
  // ruleid: js-sql-injection
  const { rows } = await pool.query(text, [req.query.owner]);
  res.json(rows);
});

class Users {
  find(name) {
    // ruleid: js-sql-injection
    return sqlite.prepare(`SELECT * FROM users WHERE name LIKE '%${name}%'`).all();
  }
}
app.get('/find', (req, res) => res.json(new Users().find(req.query.q)));

app.post('/login', async (req, res) => {
  const where = [];
  for (const [key, value] of Object.entries(req.body)) where.push(`${key} = '${value}'`);
  // ruleid: js-sql-injection
  const rows = await sequelize.query('SELECT * FROM users WHERE ' + where.join(' AND '));
  res.json(rows.length);
});

app.get('/escaped', async (req, res) => {
  const id = req.query.id.replace(/'/g, "''");
  // ruleid: js-sql-injection
  res.json(await knex.raw('SELECT * FROM items WHERE id = ' + id));
});

app.get('/placeholder', async (req, res) => {
  const connection = await mysql.createConnection({ host: 'localhost' });
  // ok: js-sql-injection
  const [rows] = await connection.query('SELECT * FROM users WHERE name = ?', [req.query.name]);
  res.json(rows);
});

app.get('/object', async (req, res) => {
  // ok: js-sql-injection
  const { rows } = await pool.query({ text: 'SELECT * FROM users WHERE name = $1', values: [req.query.name] });
  res.json(rows);
});

app.get('/number', async (req, res) => {
  const limit = parseInt(req.query.limit, 10) || 10;
  // ok: js-sql-injection
  res.json(sqlite.prepare(`SELECT * FROM items LIMIT ${limit}`).all());
});

app.get('/column', async (req, res) => {
  const column = COLUMNS[req.query.column] ?? 'id';
  // ok: js-sql-injection
  res.json(await knex.raw(`SELECT * FROM items ORDER BY ${column}`));
});

app.get('/switch', async (req, res) => {
  let direction;
  switch (req.query.direction) {
    case 'asc':
    case 'desc':
      direction = req.query.direction;
      break;
    default:
      direction = 'asc';
  }
  // ok: js-sql-injection
  const { rows } = await pool.query(`SELECT * FROM items ORDER BY id ${direction}`);
  res.json(rows);
});

app.get('/identifier', async (req, res) => {
  const table = req.query.table;
  if (!/^[a-z_]+$/.test(table)) return res.status(400).end();
  // ok: js-sql-injection
  const { rows } = await pool.query('SELECT count(*) FROM ' + table);
  res.json(rows);
});
