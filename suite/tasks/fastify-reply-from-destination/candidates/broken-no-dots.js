function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (reqBase) {
    const home = new URL(reqBase)
    if (/\.\./.test(source) || dest.origin !== home.origin || !dest.href.startsWith(reqBase)) throw new Error('source must be a relative path string')
  }
  return dest
}
