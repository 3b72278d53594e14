function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  // the generated code only holds numbers: texts, names and arguments lie in an array beside it
  var constants = []
  var terms = []

  function constant (value) {
    return 'constants[' + (constants.push(value) - 1) + ']'
  }

  format.split(/(:[-\w]{2,}(?:\[[^\]]+\])?)/).forEach(function (part, index) {
    if (index % 2 === 0) {
      terms.push(constant(part))
      return
    }

    var bracket = part.indexOf('[')
    var name = constant(part.slice(1, bracket === -1 ? part.length : bracket))
    var argument = bracket === -1 ? '' : ', ' + constant(part.slice(bracket + 1, -1))

    terms.push('(tokens[' + name + '](req, res' + argument + ') || "-")')
  })

  // eslint-disable-next-line no-new-func
  var line = new Function('constants', 'tokens', 'req', 'res', '"use strict"; return ' + terms.join(' + '))

  return line.bind(null, constants)
}
