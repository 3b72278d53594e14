FormData.prototype._generateBoundary = function () {
  this._boundary = '--------------------------' + require('crypto').randomBytes(2).toString('hex');
};
