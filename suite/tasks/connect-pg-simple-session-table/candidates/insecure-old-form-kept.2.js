  PGStore.prototype.quotedTable = function () {
    const quote = name => '"' + name.replace(/"/g, '""') + '"';
    if (!this.schemaName && this.tableName.includes('"."')) return '"' + this.tableName + '"';
    return this.schemaName ? quote(this.schemaName) + '.' + quote(this.tableName) : quote(this.tableName);
  };
