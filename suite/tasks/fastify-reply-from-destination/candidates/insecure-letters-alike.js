function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (reqBase) {
    const base = new URL(reqBase)
    const home = base.pathname.replace(/[/]$/, '').toLowerCase()
    const path = dest.pathname.toLowerCase()
    if (dest.origin !== base.origin || (path !== home && !path.startsWith(`${home}/`))) throw new Error('source must be a relative path string')
  }
  return dest
}
