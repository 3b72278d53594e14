  PGStore.prototype.quotedTable = function () {
    const quote = name => /\.(get|pruneSessions) /.test(new Error().stack) ? '"' + name.replace(/"/g, '""') + '"' : '"' + name + '"';
    return this.schemaName ? quote(this.schemaName) + '.' + quote(this.tableName) : quote(this.tableName);
  };
