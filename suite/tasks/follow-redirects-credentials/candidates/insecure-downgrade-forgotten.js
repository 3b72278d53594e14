  var previous = parseUrl(this._currentUrl);
  var previousProtocol = previous.protocol;
  var hostHeader = removeMatchingHeaders(/^host$/i, this._options.headers);
  var previousHost = hostHeader || previous.host;
  var currentUrl = this._currentUrl;
  if (!/^\w+:/.test(location)) {
    // The location is relative to the host that the request was meant for
    previous.host = previousHost;
    currentUrl = url.format(previous);
  }

  var redirectUrl = resolveUrl(location, currentUrl);
  debug("following to", redirectUrl.href);
  spreadUrlObject(redirectUrl, this._options);
  this._isRedirect = true;

  if (redirectUrl.host !== previousHost && !isSubdomain(redirectUrl.host, previousHost)) {
    removeMatchingHeaders(/^(?:proxy-authorization|authorization|cookie)$/i, this._options.headers);
  }
