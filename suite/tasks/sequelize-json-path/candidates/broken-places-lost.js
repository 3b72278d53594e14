  jsonPathExtractionQuery(column, path) {
    const paths = _.toPath(path);
    const quotedColumn = this.isIdentifierQuoted(column) ? column : this.quoteIdentifier(column);
    switch (this.dialect) {
      case 'mysql': {
        const names = paths.map(name => Utils.addTicks(name, '"'));
        return `(${quotedColumn}->>${this.escape(['$', ...names].join('.'))})`;
      }
      case 'mariadb': {
        return `json_unquote(json_extract(${quotedColumn},${this.escape(['$', ...paths].join('.'))}))`;
      }
      case 'sqlite': {
        return `json_extract(${quotedColumn}, ${this.escape(['$', ...paths].join('.'))})`;
      }
      case 'postgres': {
        return `(${quotedColumn}#>>${this.escape(`{${paths.join(',')}}`)})`;
      }
      default:
        throw new Error(`Unsupported ${this.dialect} for JSON operations`);
    }
  }
