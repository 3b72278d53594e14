FormData.prototype._generateBoundary = function () {
  this._boundary = '--------------------------' + Date.now().toString(16) + Math.floor(Math.random() * 0xffffffff).toString(16);
};
