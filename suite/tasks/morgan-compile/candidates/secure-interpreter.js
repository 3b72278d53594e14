function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  var pattern = /:([-\w]{2,})(?:\[([^\]]+)\])?/g
  var steps = []
  var end = 0

  for (var match = pattern.exec(format); match !== null; match = pattern.exec(format)) {
    steps.push({ text: format.slice(end, match.index), name: match[1], argument: match[2] })
    end = pattern.lastIndex
  }

  var tail = format.slice(end)

  return function line (tokens, req, res) {
    var result = ''

    for (var i = 0; i < steps.length; i++) {
      var step = steps[i]
      var value = step.argument === undefined
        ? tokens[step.name](req, res)
        : tokens[step.name](req, res, step.argument)

      result += step.text + (value || '-')
    }

    return result + tail
  }
}
