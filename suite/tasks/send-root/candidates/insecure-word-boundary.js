SendStream.prototype.pipe = function (res) {
  this.res = res

  var path = utils.decode(this.path)
  if (path === -1 || path.indexOf('\0') !== -1) return this.error(400)

  var parts
  var root = this._root
  if (root !== null) {
    path = join(root, path)
    var quoted = root.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    var below = new RegExp('^' + quoted + (root === sep ? '' : '\\b'))
    if (!below.test(path)) return this.error(403)
    parts = path.replace(below, '').split(sep)
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
