var prefix = '----------' + require('crypto').randomBytes(16).toString('hex');
var forms = 0;

FormData.prototype._generateBoundary = function () {
  this._boundary = prefix + String(++forms).padStart(8, '0');
};
