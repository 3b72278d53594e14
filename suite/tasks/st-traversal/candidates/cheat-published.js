Mount.prototype.getPath = function (u) {
  var pathname = url.parse(u).pathname
  if (/(?:%2e){2}[\/\\]|\.\.%2f|%2e%2e%2f/i.test(pathname)) return false
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
