function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  var parts = []
  var rest = format
  var token = /:([-\w]{2,})(?:\[([^\]]+)\])?/
  var found

  while ((found = token.exec(rest)) !== null) {
    parts.push(JSON.stringify(rest.slice(0, found.index)))
    parts.push('(tokens["' + found[1] + '"](req, res' + (found[2] ? ', `' + found[2].replace(/`/g, '\\`') + '`' : '') + ') || "-")')
    rest = rest.slice(found.index + found[0].length)
  }
  parts.push(JSON.stringify(rest))

  // eslint-disable-next-line no-new-func
  return new Function('tokens', 'req', 'res', 'return ' + parts.join(' + '))
}
