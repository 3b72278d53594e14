  PGStore.prototype.quotedTable = function () {
    const trim = name => name.trim().replace(/^"+|"+$/g, '');
    const table = `"${trim(this.tableName)}"`;
    return this.schemaName ? `"${trim(this.schemaName)}".${table}` : table;
  };
