function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (!reqBase) return dest

  const base = new URL(reqBase)
  const way = require('path').posix.relative(base.pathname, dest.pathname)
  if (dest.origin !== base.origin || way === '..' || way.startsWith('../')) {
    throw new Error('source must be a relative path string')
  }
  return dest
}
