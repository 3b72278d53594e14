  PGStore.prototype.quotedTable = function () {
    return [this.schemaName, this.tableName]
      .filter(name => name !== null)
      .map(name => `"${name.replaceAll('"', '""')}"`)
      .join('.');
  };
