FormData.prototype._generateBoundary = function () {
  var boundary = '--------------------------';
  for (var i = 0; i < 24; i++) {
    boundary += require('crypto').randomInt(10);
  }
  this._boundary = boundary;
};
