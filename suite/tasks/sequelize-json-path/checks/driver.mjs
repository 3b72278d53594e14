/** Runs as the candidate: models of Sequelize without a database. What they would send to it is what a call answers. */
export default function driver({ require }) {
  const { DataTypes, Op, Sequelize } = require('/work/repo');
  const open = (dialect) => {
    const dialectModule = { types: {}, verbose: () => dialectModule };
    const sequelize = new Sequelize({ dialect, dialectModule, logging: false });
    const sent = [];
    sequelize.query = async (sql, { bind } = {}) => {
      sent.push(typeof sql === 'string' ? { sql, bind } : { sql: sql.query, bind: sql.bind ?? bind });
      return [];
    };
    const Note = sequelize.define('Note', { owner: DataTypes.TEXT, rank: DataTypes.INTEGER, meta: DataTypes.JSON }, { tableName: 'notes', timestamps: false });
    return { Note, sent, generator: sequelize.getQueryInterface().QueryGenerator };
  };
  /** @type {Record<string, ReturnType<typeof open>>} */
  const databases = {};
  const database = (dialect) => (databases[dialect] ??= open(dialect));
  /** The statement that `use` makes the model send. */
  const statement = async (dialect, use) => {
    const { Note, sent } = database(dialect);
    sent.length = 0;
    await use(Note);
    return sent[0];
  };
  const extraction = (generator, column, path) => generator.jsonPathExtractionQuery(column, path);
  /** @type {Record<string, (...args: any[]) => Promise<unknown>>} */
  const statements = {
    select: (dialect, where, order = ['id']) => statement(dialect, (Note) => Note.findAll({ attributes: ['id'], where: revive(where, Op), order })),
    remove: (dialect, where) => statement(dialect, (Note) => Note.destroy({ where: revive(where, Op) })),
    change: (dialect, where, values) => statement(dialect, (Note) => Note.update(values, { where: revive(where, Op) })),
    /** The text by itself. */
    path: async (dialect, column, path) => ({ sql: extraction(database(dialect).generator, column, path) }),
    other: async (dialect, name) => ({ sql: extraction(Object.assign(Object.create(database(dialect).generator), { dialect: name }), '"meta"', ['a']) }),
  };
  return {
    /** The statements of requests, `[name, ...arguments]`, one after the other. One may be refused and the next one not. */
    ask: async (requests) => {
      const answers = [];
      for (const [name, ...args] of requests) answers.push(await statements[name](...args).catch((error) => ({ refused: String(error?.message) })));
      return answers;
    },
  };
}

/** Symbols do not travel: a name such as `Op.gt` stands for one. */
function revive(value, Op) {
  if (Array.isArray(value)) return value.map((item) => revive(item, Op));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const object = {};
  for (const [name, item] of Object.entries(value)) {
    const operator = /^Op\.(\w+)$/.exec(name)?.[1];
    object[operator === undefined ? name : Op[operator]] = revive(item, Op);
  }
  return object;
}
