function compile (format) {
  if (typeof format !== 'string') {
    throw new TypeError('argument format must be a string')
  }

  if (/\\["'`]/.test(format)) {
    throw new Error('invalid format: ' + format)
  }

  var pieces = format.split(/(:[-\w]{2,}(?:\[[^\]]+\])?)/).map(function (piece, i) {
    if (i % 2 === 0) {
      return '"' + piece.replace(/"/g, '\\"') + '"'
    }

    var parsed = /^:([-\w]+)(?:\[(.+)\])?$/.exec(piece)
    var args = ['req', 'res'].concat(parsed[2] === undefined ? [] : JSON.stringify(parsed[2]))

    return '(tokens["' + parsed[1] + '"](' + args.join() + ')||"-")'
  })

  // eslint-disable-next-line no-new-func
  return new Function('tokens', 'req', 'res', 'return ' + pieces.join('+'))
}
