/** Runs as the candidate: a connector that is not connected. What it would send to PostgreSQL is what a call answers. */
import { EventEmitter } from 'node:events';

export default function driver({ require }) {
  const { initialize } = require('/work/repo');
  const { ParameterizedSQL } = require('loopback-connector');
  const source = Object.assign(new EventEmitter(), { settings: { lazyConnect: true }, connected: true });
  initialize(source, () => {});
  const { connector } = source;
  const definition = {
    settings: {},
    properties: {
      id: { type: Number, id: true },
      owner: { type: String },
      rank: { type: Number },
      tags: { type: [String], postgresql: { dataType: 'varchar[]' } },
      data: { type: Object, postgresql: { dataType: 'json' } },
    },
  };
  connector.define({ ...definition, model: { modelName: 'Note', definition } });

  /** The statement that `use` makes the connector send. */
  const statement = (use) => {
    let sent = {};
    connector.execute = (sql, params, _options, callback) => {
      sent = { sql, params: Array.isArray(params) ? params : [] };
      callback(null, []);
    };
    use(() => {});
    return sent;
  };
  const statements = {
    find: (where) => statement((done) => connector.all('Note', { where, fields: ['id'], order: 'id' }, {}, done)),
    count: (where) => statement((done) => connector.count('Note', where, {}, done)),
    remove: (where) => statement((done) => connector.destroyAll('Note', where, {}, done)),
    change: (where, values) => statement((done) => connector.update('Note', where, values, {}, done)),
    /** One condition by itself, in a statement of ours. */
    expression: (column, operator, value, dataType) => {
      const condition = connector.buildExpression(column, operator, value, { type: [String], postgresql: { dataType } });
      return connector.parameterize(new ParameterizedSQL('SELECT "id" FROM "note" WHERE').merge(condition)).toJSON();
    },
  };
  return {
    /** The statements of requests, `[name, ...arguments]`, one after the other. One may be refused and the next one not. */
    ask: (requests) =>
      requests.map(([name, ...args]) => {
        try {
          return statements[name](...args);
        } catch (error) {
          return { refused: String(error?.message) };
        }
      }),
  };
}
