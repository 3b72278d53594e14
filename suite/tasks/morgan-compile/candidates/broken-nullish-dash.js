function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  var parts = format.split(/(:[-\w]{2,}(?:\[[^\]]+\])?)/)

  return function line (tokens, req, res) {
    return parts.map(function (part, i) {
      if (i % 2 === 0) return part
      var split = /^:([-\w]+)(?:\[(.*)\])?$/.exec(part)
      var value = split[2] === undefined ? tokens[split[1]](req, res) : tokens[split[1]](req, res, split[2])
      return value === undefined || value === null ? '-' : value
    }).join('')
  }
}
