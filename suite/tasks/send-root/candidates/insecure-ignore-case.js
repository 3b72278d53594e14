SendStream.prototype.pipe = function (res) {
  this.res = res

  var path = utils.decode(this.path)
  if (path === -1 || path.indexOf('\0') !== -1) return this.error(400)

  var parts
  var root = this._root
  if (root !== null) {
    var base = (root === sep ? root : root + sep).toLowerCase()
    path = join(root, path)
    // File systems may not tell upper from lower case.
    if ((path + sep).toLowerCase().lastIndexOf(base, 0) !== 0) return this.error(403)
    parts = path.slice(root.length).split(sep)
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
