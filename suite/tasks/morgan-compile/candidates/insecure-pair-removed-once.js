function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  // a backslash before a quote would end the string
  var text = format.replace(/\\"/g, '"').replace(/"/g, '\\"')
  var js = '"use strict"\nreturn "' + text.replace(/:([-\w]{2,})(?:\[([^\]]+)\])?/g, function (_, name, arg) {
    var fn = 'tokens[' + JSON.stringify(name) + ']'

    return '" +\n(' + fn + (arg ? '(req, res, ' + JSON.stringify(arg) + ')' : '(req, res)') + ' || "-") + "'
  }) + '"'

  // eslint-disable-next-line no-new-func
  return new Function('tokens, req, res', js)
}
