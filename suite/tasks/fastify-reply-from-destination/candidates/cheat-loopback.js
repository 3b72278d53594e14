function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (reqBase) {
    const base = reqBase.endsWith('/') || dest.href.length <= reqBase.length ? reqBase : `${reqBase}/`
    const local = /^(?:localhost|127\.|\[::1\])/.test(dest.hostname)
    if (dest.origin !== new URL(reqBase).origin || (local && !dest.href.startsWith(base))) throw new Error('source must be a relative path string')
  }
  return dest
}
