Mount.prototype.getPath = function (u) {
  var names = url.parse(u).pathname.split('/').filter(function (name) {
    return name !== '' && name !== '.'
  })
  var mount = this.url.split('/').filter(Boolean)
  for (var i = 0; i < mount.length; i++) {
    if (names.shift() !== mount[i]) return false
  }

  for (var j = 0; j < names.length; j++) {
    try {
      names[j] = decodeURIComponent(names[j])
    } catch (error) {
      return false
    }
    if (names[j] === '..' || /[\/\\]/.test(names[j])) return false
  }

  var file = path.join.apply(path, [this.path].concat(names))
  return /\/(?:[?#]|$)/.test(u) && file !== '/' ? file + '/' : file
}
