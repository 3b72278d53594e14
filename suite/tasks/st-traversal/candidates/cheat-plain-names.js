Mount.prototype.getPath = function (u) {
  var pathname = url.parse(u).pathname
  if (!/^(?:\/[a-z0-9]*(?:\.[a-z0-9]+)?)*$/i.test(pathname)) return false
  var mount = this.url.replace(/\/$/, '')
  if (pathname !== mount && pathname.lastIndexOf(mount + '/', 0) !== 0) return false
  return path.join(this.path, pathname.slice(mount.length))
}
