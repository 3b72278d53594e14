function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  // quotes mean nothing in a template, only its own two signs have to be written otherwise
  function literal (text) {
    return text.replace(/`|\$\{/g, '\\$&')
  }

  var body = ''
  var position = 0

  format.replace(/:([-\w]{2,})(?:\[([^\]]+)\])?/g, function (whole, name, arg, offset) {
    var call = arg === undefined ? '(req, res)' : '(req, res, ' + JSON.stringify(arg) + ')'
    body += literal(format.substring(position, offset)) + '${tokens["' + name + '"]' + call + ' || "-"}'
    position = offset + whole.length
  })

  // eslint-disable-next-line no-new-func
  return new Function('tokens', 'req', 'res', 'return `' + body + literal(format.substring(position)) + '`')
}
