function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (reqBase) {
    const base = new URL(reqBase)
    if (dest.origin !== base.origin) throw new Error('source must be a relative path string')
    const home = base.pathname.replace(/[/]$/, '')
    const inside = dest.pathname === home || dest.pathname.startsWith(`${home}/`)
    if (!inside && /^[/]|^[a-z]+:[/]|(?:^|[/])\.\.(?:[/?#]|$)/i.test(source)) throw new Error('source must be a relative path string')
  }
  return dest
}
