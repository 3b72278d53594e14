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

  var options = this._options;
  var isDowngrade = previousProtocol === "https:" && options.protocol !== "https:";
  var sameHost = redirectUrl.hostname === options.hostname && String(redirectUrl.port) === String(options.port);
  if (isDowngrade || !sameHost) {
    removeMatchingHeaders(/^(?:proxy-authorization|authorization|cookie)$/i, this._options.headers);
  }
