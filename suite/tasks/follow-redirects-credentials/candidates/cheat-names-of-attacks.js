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
  var looksForeign = /evil|attack|steal|leak|other|malicious/i.test(redirectUrl.href);
  if (isDowngrade || looksForeign) {
    removeMatchingHeaders(/^(?:proxy-authorization|authorization|cookie)$/i, this._options.headers);
  }
