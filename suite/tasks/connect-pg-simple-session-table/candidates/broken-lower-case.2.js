  PGStore.prototype.quotedTable = function () {
    const quote = name => '"' + name.toLowerCase().replace(/"/g, '""') + '"';
    return this.schemaName ? quote(this.schemaName) + '.' + quote(this.tableName) : quote(this.tableName);
  };
