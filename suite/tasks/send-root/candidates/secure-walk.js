SendStream.prototype.pipe = function (res) {
  this.res = res

  var path = utils.decode(this.path)
  if (path === -1 || path.indexOf('\0') !== -1) return this.error(400)

  var root = this._root
  var names = path.split(sep)
  var parts = []

  if (root !== null) {
    for (var i = 0; i < names.length; i++) {
      if (names[i] === '' || names[i] === '.') continue
      if (names[i] !== '..') {
        parts.push(names[i])
      } else if (parts.pop() === undefined) {
        return this.error(403)
      }
    }
    var folder = /(^|\/)$/.test(path) && parts.length > 0 ? sep : ''
    if (parts.length === 0) parts.push('')
    path = resolve(root, parts.join(sep)) + folder
  } else {
    if (upPathRegexp.test(path)) return this.error(403)
    parts = normalize(path).split(sep)
    path = resolve(path)
  }

  if (containsDotFile(parts)) {
    var access = this._dotfiles
    if (access === undefined) {
      var last = parts[parts.length - 1]
      access = last[0] === '.' && !this._hidden ? 'ignore' : 'allow'
    }
    if (access === 'deny') return this.error(403)
    if (access !== 'allow') return this.error(404)
  }

  if (this._index.length > 0 && this.hasTrailingSlash()) {
    this.sendIndex(path)
  } else {
    this.sendFile(path)
  }
  return res
}
