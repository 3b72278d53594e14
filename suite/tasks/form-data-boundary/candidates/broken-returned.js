FormData.prototype._generateBoundary = function () {
  return '--------------------------' + require('crypto').randomBytes(12).toString('hex');
};
