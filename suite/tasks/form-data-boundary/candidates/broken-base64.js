FormData.prototype._generateBoundary = function () {
  this._boundary = '--------------------------' + require('crypto').randomBytes(16).toString('base64');
};
