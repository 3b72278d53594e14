Mount.prototype.getPath = function (u) {
  var pathname = url.parse(u).pathname.replace(/%2e/g, '.').replace(/%2f/g, '/')
  pathname = path.normalize(pathname)
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
