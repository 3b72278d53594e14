function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (reqBase && new URL(reqBase).origin !== dest.origin) {
    throw new Error('source must be a relative path string')
  }
  return dest
}
