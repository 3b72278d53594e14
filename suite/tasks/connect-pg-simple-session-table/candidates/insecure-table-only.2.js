  PGStore.prototype.quotedTable = function () {
    const table = '"' + this.tableName.replace(/"/g, '""') + '"';
    return this.schemaName ? '"' + this.schemaName + '".' + table : table;
  };
