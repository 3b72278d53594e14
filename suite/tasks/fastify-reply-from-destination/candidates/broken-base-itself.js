function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (reqBase) {
    const base = reqBase.endsWith('/') ? reqBase : `${reqBase}/`
    if (!dest.href.startsWith(base)) throw new Error('source must be a relative path string')
  }
  return dest
}
