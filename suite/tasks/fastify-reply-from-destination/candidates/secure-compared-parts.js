function buildURL (source, reqBase) {
  const dest = new URL(source, reqBase)
  if (!reqBase) return dest

  const base = new URL(reqBase)
  const wanted = base.pathname.split('/')
  if (wanted[wanted.length - 1] === '') wanted.pop()
  const names = dest.pathname.split('/')
  const below = wanted.every((name, index) => names[index] === name)
  if (dest.protocol !== base.protocol || dest.host !== base.host || !below) {
    throw new Error('source must be a relative path string')
  }
  return dest
}
