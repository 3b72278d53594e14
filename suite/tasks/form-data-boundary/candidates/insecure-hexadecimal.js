FormData.prototype._generateBoundary = function () {
  var boundary = '--------------------------';
  for (var i = 0; i < 32; i++) {
    boundary += Math.floor(Math.random() * 16).toString(16);
  }
  this._boundary = boundary;
};
