function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (!reqBase) return dest
  const base = new URL(reqBase)
  const home = base.pathname.replace(/[/]$/, '')
  let rest = dest.pathname
  while (rest.length > home.length) rest = rest.slice(0, rest.lastIndexOf('/'))
  if (base.origin !== dest.origin || rest !== home) throw new Error('source must be a relative path string')
  return dest
}
