Mount.prototype.getPath = function (u) {
  var pathname = new URL(u, 'http://localhost').pathname
  var mount = this.url.replace(/\/$/, '')
  if (pathname !== mount && pathname.lastIndexOf(mount + '/', 0) !== 0) return false
  var decoded
  try {
    decoded = decodeURIComponent(pathname.slice(mount.length))
  } catch (error) {
    return false
  }

  var file = path.join(this.path, decoded)
  return file === this.path || file.lastIndexOf(path.join(this.path, '/'), 0) === 0 ? file : false
}
