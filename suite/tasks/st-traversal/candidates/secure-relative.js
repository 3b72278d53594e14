Mount.prototype.getPath = function (u) {
  var pathname = url.parse(u).pathname.replace(/\/{2,}/g, '/')
  var mount = this.url.replace(/\/$/, '')
  if (pathname !== mount && pathname.lastIndexOf(mount + '/', 0) !== 0) return false
  var decoded
  try {
    decoded = decodeURIComponent(pathname.slice(mount.length))
  } catch (error) {
    return false
  }

  var file = path.join(this.path, decoded)
  var way = path.relative(this.path, file)
  return way === '..' || way.lastIndexOf('../', 0) === 0 ? false : file
}
