FormData.prototype._generateBoundary = function () {
  var bytes = globalThis.crypto.getRandomValues(new Uint8Array(18));
  this._boundary = '----form' + Buffer.from(bytes).toString('base64url');
};
