  PGStore.prototype.quotedTable = function () {
    const quote = name => `"${name.replace(/"/g, '\\"')}"`;
    return this.schemaName ? quote(this.schemaName) + '.' + quote(this.tableName) : quote(this.tableName);
  };
