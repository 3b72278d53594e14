  _traverseJSON(items, baseKey, prop, item, path) {
    const names = path.slice();
    let cast;
    const parts = names[names.length - 1].split("::");
    if (parts.length > 1) {
      names[names.length - 1] = parts[0];
      cast = parts[1];
    }
    if (_.isPlainObject(item)) {
      Utils.getOperators(item).forEach((operator) => {
        const value = this._toJSONValue(item[operator]);
        const isJson = typeof value === "string" && operator === Op.contains;
        const column = this.jsonPathExtractionQuery(baseKey, names, isJson);
        items.push(this.whereItemQuery(this._castKey(column, value, cast), { [operator]: value }));
      });
      _.forOwn(item, (value, name) => this._traverseJSON(items, baseKey, name, value, names.concat(name)));
      return;
    }
    if (cast !== undefined && !/^\w+(?: \w+)*$/.test(cast)) {
      throw new Error(`Invalid type ${cast}`);
    }
    const value = this._toJSONValue(item);
    const column = this.jsonPathExtractionQuery(baseKey, names);
    items.push(this.whereItemQuery(this._castKey(column, value, cast), { [Op.eq]: value }));
  }
  _toJSONValue(value) {
    return value;
  }
  _castKey(key, value, cast, json) {
    const literal = new Utils.Literal(key);
    const type = cast || this._getJsonCast(Array.isArray(value) ? value[0] : value);
    return type ? new Utils.Literal(this.handleSequelizeMethod(new Utils.Cast(literal, type, json))) : literal;
  }
  _getJsonCast(value) {
    if (value instanceof Date) {
      return "timestamptz";
    }
    return { number: "double precision", boolean: "boolean" }[typeof value];
  }
