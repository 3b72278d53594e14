function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  var text = format.replace('\\', '\\\\').replace(/"/g, '\\"')
  var body = text.replace(/:([-\w]{2,})(?:\[([^\]]+)\])?/g, function (_, name, arg) {
    var args = arg === undefined ? 'req, res' : 'req, res, ' + JSON.stringify(arg)

    return '" + (tokens[' + JSON.stringify(name) + '](' + args + ') || "-") + "'
  })

  // eslint-disable-next-line no-new-func
  return new Function('tokens, req, res', '"use strict"; return "' + body + '"')
}
