function buildURL (source, reqBase) {
  if (reqBase && !/^(?:https?:[/][/][\w.:-]+)?[/]?(?:[\w-]+[/]?)*(?:[?][\w=&]*)?$/.test(source)) throw new Error('source must be a relative path string')
  const dest = new URL(source, reqBase)
  if (reqBase) {
    const base = reqBase.endsWith('/') || dest.href.length <= reqBase.length ? reqBase : `${reqBase}/`
    if (!dest.href.startsWith(base)) throw new Error('source must be a relative path string')
  }
  return dest
}
