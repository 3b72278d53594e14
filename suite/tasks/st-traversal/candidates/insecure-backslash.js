Mount.prototype.getPath = function (u) {
  var decoded
  try {
    decoded = decodeURIComponent(url.parse(u).pathname)
  } catch (error) {
    return false
  }

  var clean = path.normalize('/' + decoded).replace(/\\/g, '/')
  var mount = this.url.replace(/\/$/, '')
  if (clean !== mount && clean.lastIndexOf(mount + '/', 0) !== 0) return false
  return path.join(this.path, clean.slice(mount.length))
}
