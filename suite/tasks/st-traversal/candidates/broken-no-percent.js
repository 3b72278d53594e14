Mount.prototype.getPath = function (u) {
  var pathname = path.normalize(url.parse(u).pathname)
  if (pathname.indexOf('%') !== -1) return false
  var mount = this.url.replace(/\/$/, '')
  if (pathname !== mount && pathname.lastIndexOf(mount + '/', 0) !== 0) return false
  return path.join(this.path, pathname.slice(mount.length))
}
