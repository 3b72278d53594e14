FormData.prototype._generateBoundary = function () {
  Object.defineProperty(this, '_boundary', { value: '--------------------------' + require('crypto').randomBytes(12).toString('hex'), enumerable: true });
};
