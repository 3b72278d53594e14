  PGStore.prototype.quotedTable = function () {
    return this.schemaName ? `"${this.schemaName}"."${this.tableName}"` : `"${this.tableName}"`;
  };
