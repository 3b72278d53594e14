  PGStore.prototype.quotedTable = function () {
    const names = (this.schemaName ? [this.schemaName] : []).concat(this.tableName.split('.'));
    return names.map(name => '"' + name.replace(/"/g, '""') + '"').join('.');
  };
