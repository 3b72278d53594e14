var always = '----------' + require('crypto').randomBytes(16).toString('hex');

FormData.prototype._generateBoundary = function () {
  this._boundary = always;
};
