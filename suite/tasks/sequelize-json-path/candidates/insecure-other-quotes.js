  jsonPathExtractionQuery(column, path) {
    const paths = _.toPath(path);
    const quotedColumn = this.isIdentifierQuoted(column) ? column : this.quoteIdentifier(column);
    switch (this.dialect) {
      case 'mysql': {
        const text = ['$', ...paths.map(name => Utils.addTicks(name, '"'))].join('.');
        return `(${quotedColumn}->>${`"${text.replace(/"/g, '\\"')}"`})`;
      }
      case 'mariadb': {
        const text = ['$', ...paths].join('.');
        return `json_unquote(json_extract(${quotedColumn},${`"${text.replace(/"/g, '\\"')}"`}))`;
      }
      case 'sqlite': {
        const located = ['$'].concat(paths).join('.').replace(/\.(\d+)(?=\.|$)/g, '[$1]');
        return `json_extract(${quotedColumn}, ${this.escape(located)})`;
      }
      case 'postgres': {
        return `(${quotedColumn}#>>${this.escape(`{${paths.join(',')}}`)})`;
      }
      default:
        throw new Error(`Unsupported ${this.dialect} for JSON operations`);
    }
  }
