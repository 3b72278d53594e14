  _traverseJSON(items, baseKey, prop, item, path) {
    const names = path.slice(0, -1);
    let name = path[path.length - 1];
    let cast;
    const separator = name.indexOf("::");
    if (separator !== -1) {
      throw new Error("Casts within the names of JSON values are not supported.");
    }
    names.push(name);
    const compare = (operator, raw) => {
      const value = this._toJSONValue(raw);
      const keepJson = operator === Op.contains && typeof value === "string";
      const key = this.jsonPathExtractionQuery(baseKey, names, keepJson);
      items.push(this.whereItemQuery(this._castKey(key, value, cast), { [operator]: value }));
    };
    if (!_.isPlainObject(item)) {
      compare(Op.eq, item);
      return;
    }
    for (const operator of Utils.getOperators(item)) {
      compare(operator, item[operator]);
    }
    for (const deeper of Object.keys(item)) {
      this._traverseJSON(items, baseKey, deeper, item[deeper], [...names, deeper]);
    }
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
