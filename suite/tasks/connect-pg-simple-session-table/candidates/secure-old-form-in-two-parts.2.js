  PGStore.prototype.quotedTable = function () {
    const quote = name => '"' + name.replace(/"/g, '""') + '"';
    const parts = this.schemaName ? [this.schemaName, this.tableName] : this.tableName.split('"."', 2);
    return parts.map(quote).join('.');
  };
