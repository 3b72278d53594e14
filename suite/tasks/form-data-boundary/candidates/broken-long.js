FormData.prototype._generateBoundary = function () {
  this._boundary = '--------' + require('crypto').randomBytes(40).toString('hex');
};
