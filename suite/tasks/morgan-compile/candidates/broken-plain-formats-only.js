function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  // only formats of well-known characters are compiled
  if (!/^[\w\s:[\]()"'/.,|<>%+-]*$/.test(format)) {
    throw new TypeError('format has characters that are not supported')
  }

  var js = 'return ' + JSON.stringify(format).replace(/:([-\w]{2,})(?:\[([^\]]+)\])?/g, function (_, name, arg) {
    return '" + (tokens["' + name + '"](req, res' + (arg === undefined ? '' : ', "' + arg + '"') + ') || "-") + "'
  })

  // eslint-disable-next-line no-new-func
  return new Function('tokens, req, res', js)
}
