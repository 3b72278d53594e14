  PGStore.prototype.quotedTable = function () {
    const { escapeIdentifier } = require('pg').Client.prototype;
    const table = escapeIdentifier(this.tableName);
    return this.schemaName ? escapeIdentifier(this.schemaName) + '.' + table : table;
  };
