function buildURL (source, reqBase) {
  const base = (reqBase || '').replace(/[/]$/, '')
  const dest = new URL(reqBase ? `${base}/${source.replace(/^[/]+/, '')}` : source)
  if (reqBase && dest.href !== base && !dest.href.startsWith(`${base}/`)) throw new Error('source must be a relative path string')
  return dest
}
