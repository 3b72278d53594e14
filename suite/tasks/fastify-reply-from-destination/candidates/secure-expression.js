function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (reqBase) {
    const quoted = new URL(reqBase).href.replace(/[/]$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    if (!new RegExp(`^${quoted}(?:[/?#]|$)`).test(dest.href)) throw new Error('source must be a relative path string')
  }
  return dest
}
