  PGStore.prototype.quotedTable = function () {
    // Quotes only where a name needs them.
    const quote = name => /^[a-z_]\w*$/i.test(name) ? name : '"' + name.replace(/"/g, '""') + '"';
    return this.schemaName ? quote(this.schemaName) + '.' + quote(this.tableName) : quote(this.tableName);
  };
