function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  function literal (text) {
    var units = ''
    for (var i = 0; i < text.length; i++) {
      units += '\\u' + ('000' + text.charCodeAt(i).toString(16)).slice(-4)
    }
    return '"' + units + '"'
  }

  var source = ''
  var last = 0

  format.replace(/:([-\w]{2,})(?:\[([^\]]+)\])?/g, function (whole, name, arg, offset) {
    source += literal(format.slice(last, offset)) + ' + (tokens[' + literal(name) + '](req, res' +
      (arg === undefined ? '' : ', ' + literal(arg)) + ') || "-") + '
    last = offset + whole.length
    return whole
  })

  // eslint-disable-next-line no-new-func
  return new Function('tokens, req, res', '"use strict"\nreturn ' + source + literal(format.slice(last)))
}
