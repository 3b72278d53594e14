  PGStore.prototype.quotedTable = function () {
    const schema = this.schemaName ? `"${this.schemaName.split('"').join('""')}".` : '';
    return `${schema}"${this.tableName}"`;
  };
