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
      const items = operatorValue.map((v) => typeof v === 'string' ? escapeLiteral(v) : `'${v}'`).join(', ');
      return new ParameterizedSQL(`${columnName} @> array[${items}]::${propertyDefinition.postgresql.dataType}`);
    }
    case 'match': {
      const query = typeof operatorValue === 'string' ? escapeLiteral(operatorValue) : `'${operatorValue}'`;
      return new ParameterizedSQL(`to_tsvector(${columnName}) @@ to_tsquery(${query})`);
    }
    default:
      return this.invokeSuper('buildExpression', columnName, operator,
        operatorValue, propertyDefinition);
  }
};
