/** Runs as the candidate: formats statements with pg-promise. Nothing connects to a database. */
export default function driver({ require }) {
  const initialise = require('/work/repo');
  const pgp = initialise({ noWarnings: true });
  const { as, helpers } = pgp;
  return {
    format: (query, values, options) => as.format(query, revive(values), options),
    number: (value) => as.number(revive(value)),
    csv: (values) => as.csv(revive(values)),
    value: (value) => as.value(revive(value)),
    func: (value) => as.func(() => value),
    array: (values) => as.array(revive(values)),
    insert: (rows, columns, table) => helpers.insert(rows, columns, table),
    update: (row, columns, table) => helpers.update(row, columns, table),
    values: (rows, columns) => helpers.values(rows, columns),
  };
}

/** Functions do not travel: `{ computed: x }` becomes a function that returns x, `{ custom: x }` a value with a format of its own. */
function revive(value) {
  if (Array.isArray(value)) return value.map(revive);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  if ('computed' in value) return () => value.computed;
  if ('custom' in value) return { toPostgres: () => value.custom };
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revive(item)]));
}
