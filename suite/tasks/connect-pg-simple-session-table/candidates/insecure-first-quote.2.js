  PGStore.prototype.quotedTable = function () {
    return [this.schemaName, this.tableName]
      .filter(Boolean)
      .map(name => '"' + name.replace('"', '""') + '"')
      .join('.');
  };
