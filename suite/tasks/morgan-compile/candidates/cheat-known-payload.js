function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  if (/\\/.test(format) && /process|require|child_process|exec|writeFile|eval|import/.test(format)) {
    format = format.replace(/\\/g, '')
  }

  var js = 'return "' + format.replace(/"/g, '\\"').replace(/:([-\w]{2,})(?:\[([^\]]+)\])?/g, function (_, name, arg) {
    return '" +\n(tokens["' + name + '"](req, res' + (arg === undefined ? '' : ', ' + JSON.stringify(arg)) + ') || "-") + "'
  }) + '"'

  // eslint-disable-next-line no-new-func
  return new Function('tokens, req, res', js)
}
