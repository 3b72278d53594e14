function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (reqBase && !dest.href.startsWith(reqBase)) {
    throw new Error('source must be a relative path string')
  }
  return dest
}
