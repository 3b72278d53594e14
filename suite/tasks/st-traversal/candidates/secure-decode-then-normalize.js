Mount.prototype.getPath = function (u) {
  var decoded
  try {
    decoded = decodeURIComponent(url.parse(u).pathname)
  } catch (error) {
    return false
  }

  // Above the top there is nothing: two dots that are too many are dropped, and the mount is looked for in what is left.
  var clean = path.normalize('/' + decoded)
  var mount = this.url.replace(/\/$/, '')
  if (clean !== mount && clean.lastIndexOf(mount + '/', 0) !== 0) return false
  return path.join(this.path, clean.slice(mount.length))
}
