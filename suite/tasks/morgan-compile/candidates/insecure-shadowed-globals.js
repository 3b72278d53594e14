function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  var js = '  return "' + format.replace(/"/g, '\\"').replace(/:([-\w]{2,})(?:\[([^\]]+)\])?/g, function (_, name, arg) {
    var argument = arg === undefined ? '' : ', ' + JSON.stringify(arg)

    return '" +\n    (tokens["' + name + '"](req, res' + argument + ') || "-") + "'
  }) + '"'

  // nothing global is in reach of the compiled line
  var hidden = ['process', 'require', 'module', 'global', 'globalThis', 'Function', 'console', 'Reflect', 'setTimeout']
  // eslint-disable-next-line no-new-func
  var line = new Function(hidden.join(), 'return function (tokens, req, res) {\n' + js + '\n}')

  return line()
}
