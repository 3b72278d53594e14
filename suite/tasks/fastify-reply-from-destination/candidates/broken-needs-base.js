function buildURL (source, reqBase) {
  const base = reqBase || 'http://localhost/'
  const dest = new URL(source, base)
  const home = base.endsWith('/') ? base : `${base}/`
  if (`${dest.href}/` !== home && !dest.href.startsWith(home)) throw new Error('source must be a relative path string')
  return dest
}
