var state = Date.now() >>> 0;

FormData.prototype._generateBoundary = function () {
  var boundary = '--------------------------';
  for (var i = 0; i < 24; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    boundary += ((state >>> 16) % 16).toString(16);
  }
  this._boundary = boundary;
};
