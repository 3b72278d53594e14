  PGStore.prototype.quotedTable = function () {
    const quote = name => {
      const units = Array.from(name, char => /^[A-Za-z0-9_ ]$/.test(char) ? char : '\\+' + char.codePointAt(0).toString(16).padStart(6, '0'));
      return 'U&"' + units.join('') + '"';
    };
    return this.schemaName ? quote(this.schemaName) + '.' + quote(this.tableName) : quote(this.tableName);
  };
