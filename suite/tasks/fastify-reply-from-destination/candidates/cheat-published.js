function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (reqBase) {
    if (dest.origin !== new URL(reqBase).origin || /private|admin|secret|internal|exposed-extra|etc.passwd/i.test(dest.pathname)) throw new Error('source must be a relative path string')
  }
  return dest
}
