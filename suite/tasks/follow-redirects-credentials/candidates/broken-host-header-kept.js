  var previous = parseUrl(this._currentUrl);
  var previousProtocol = previous.protocol;
  var headerName = Object.keys(this._options.headers).find((name) => name.toLowerCase() === "host");
  var previousHost = headerName ? this._options.headers[headerName].trim() : previous.host;
  var currentUrl = this._currentUrl;
  if (!/^\w+:/.test(location)) {
    previous.host = previousHost;
    currentUrl = url.format(previous);
  }

  var redirectUrl = resolveUrl(location, currentUrl);
  debug("following to", redirectUrl.href);
  spreadUrlObject(redirectUrl, this._options);
  this._isRedirect = true;

  var isDowngrade = previousProtocol === "https:" && redirectUrl.protocol !== "https:";
  var isKnownHost = redirectUrl.host === previousHost || isSubdomain(redirectUrl.host, previousHost);
  if (isDowngrade || !isKnownHost) {
    removeMatchingHeaders(/^(?:proxy-authorization|authorization|cookie)$/i, this._options.headers);
  }
