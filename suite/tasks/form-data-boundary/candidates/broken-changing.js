FormData.prototype._generateBoundary = function () {
  Object.defineProperty(this, '_boundary', {
    configurable: true,
    get: function () { return '----------' + require('crypto').randomBytes(16).toString('hex'); },
    set: function () {}
  });
};
