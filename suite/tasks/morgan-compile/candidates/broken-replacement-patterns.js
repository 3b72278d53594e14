function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  var pattern = /:([-\w]{2,})(?:\[([^\]]+)\])?/g
  var found = format.match(pattern) || []

  return function line (tokens, req, res) {
    return found.reduce(function (text, written) {
      var bracket = written.indexOf('[')
      var name = bracket < 0 ? written.slice(1) : written.slice(1, bracket)
      var args = bracket < 0 ? [req, res] : [req, res, written.slice(bracket + 1, -1)]
      return text.replace(written, String(tokens[name].apply(tokens, args) || '-'))
    }, format)
  }
}
