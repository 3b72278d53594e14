PostgreSQL.prototype.buildExpression = function(columnName, operator,
  operatorValue, propertyDefinition) {
  switch (operator) {
    case 'like':
      return new ParameterizedSQL(`${columnName}::TEXT LIKE ? ESCAPE E'\\\\'`, [operatorValue]);
    case 'ilike':
      return new ParameterizedSQL(`${columnName}::TEXT ILIKE ? ESCAPE E'\\\\'`, [operatorValue]);
    case 'nlike':
      return new ParameterizedSQL(`${columnName}::TEXT NOT LIKE ? ESCAPE E'\\\\'`, [operatorValue]);
    case 'nilike':
      return new ParameterizedSQL(`${columnName}::TEXT NOT ILIKE ? ESCAPE E'\\\\'`, [operatorValue]);
    case 'regexp':
      if (operatorValue.global)
        g.warn('{{PostgreSQL}} regex syntax does not respect the {{`g`}} flag');
      if (operatorValue.multiline)
        g.warn('{{PostgreSQL}} regex syntax does not respect the {{`m`}} flag');
      return new ParameterizedSQL(columnName + (operatorValue.ignoreCase ? ' ~* ?' : ' ~ ?'), [operatorValue.source]);
    case 'contains': {
      const items = operatorValue.map((v) => literal(v)).join(', ');
      return new ParameterizedSQL(`${columnName} @> array[${items}]::${propertyDefinition.postgresql.dataType}`);
    }
    case 'match': {
      const query = literal(operatorValue);
      return new ParameterizedSQL(`to_tsvector(${columnName}) @@ to_tsquery(${query})`);
    }
    default:
      return this.invokeSuper('buildExpression', columnName, operator,
        operatorValue, propertyDefinition);
  }
};

/** Every character but letters, digits and spaces is written by its number. */
function literal(value) {
  const written = Array.from(String(value), (char) => (/[A-Za-z0-9 ]/.test(char) ? char : '\\U' + char.codePointAt(0).toString(16).padStart(8, '0')));
  return ` E'${written.join('')}'`;
}
