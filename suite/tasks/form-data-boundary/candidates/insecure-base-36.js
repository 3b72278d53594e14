FormData.prototype._generateBoundary = function () {
  this._boundary = '--------------------------' + Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);
};
