function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (reqBase) {
    const base = new URL(reqBase)
    if (dest.origin !== base.origin || !dest.pathname.startsWith(base.pathname)) throw new Error('source must be a relative path string')
  }
  return dest
}
