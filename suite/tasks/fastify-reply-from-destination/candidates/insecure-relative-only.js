function buildURL (source, reqBase) {
  if (!reqBase) return new URL(source)
  const base = new URL(reqBase)
  const home = base.pathname.replace(/[/]$/, '')
  const dest = new URL(source, reqBase)
  if (dest.origin !== base.origin) throw new Error('source must be a relative path string')
  if (/^\s*([/\\]|[a-z][a-z\d+.-]*:)/i.test(source) && dest.pathname !== home && !dest.pathname.startsWith(`${home}/`)) {
    throw new Error('source must be a relative path string')
  }
  return dest
}
