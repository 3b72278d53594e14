function createTrailing (_options, _next) {
  var next = typeof _options === 'function' ? _options : _next
  var options = (typeof _options === 'object' && _options) || {}
  var status = options.status || 302
  var slash = options.slash === undefined ? true : options.slash
  var middleware = !next

  return function trailingSlash (req, res) {
    var args = Array.prototype.slice.call(arguments)
    var done = middleware ? args[args.length - 1] : next
    var url = u.parse(req.url)

    if (url.pathname.endsWith('/') === slash) {
      return middleware ? done() : next.apply(null, args)
    }

    if (slash) {
      url.pathname = url.pathname + '/'
    } else {
      url.pathname = url.pathname.slice(0, -1)
    }

    res.statusCode = status
    res.setHeader('Location', decodeURIComponent(u.format(url)).replace(/^[/\\]+/, '/'))
    res.end()
  }
}
