  PGStore.prototype.quotedTable = function () {
    // A quote that is doubled already stays as it is.
    const quote = name => '"' + name.replace(/(?<!")"(?!")/g, '""') + '"';
    return (this.schemaName ? quote(this.schemaName) + '.' : '') + quote(this.tableName);
  };
