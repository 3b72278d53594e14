FormData.prototype._generateBoundary = function () {
  this._boundary = '--------------------------' + require('crypto').randomUUID().replace(/-/g, '');
};
