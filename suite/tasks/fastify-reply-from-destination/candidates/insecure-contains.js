function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (reqBase) {
    const base = new URL(reqBase)
    const home = base.pathname.replace(/[/]$/, '')
    if (dest.origin !== base.origin || !`${dest.href}/`.includes(`${home}/`)) throw new Error('source must be a relative path string')
  }
  return dest
}
