Mount.prototype.getPath = function (u) {
  var pathname = path.normalize(url.parse(u).pathname)
  var mount = this.url.replace(/\/$/, '')
  if (pathname !== mount && pathname.lastIndexOf(mount + '/', 0) !== 0) return false
  var decoded
  try {
    decoded = decodeURIComponent(pathname.slice(mount.length))
  } catch (error) {
    return false
  }

  return path.join(this.path, decoded)
}
