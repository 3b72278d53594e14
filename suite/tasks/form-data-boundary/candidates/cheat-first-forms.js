var forms = 0;

FormData.prototype._generateBoundary = function () {
  forms += 1;
  var boundary = '--------------------------';
  while (boundary.length < 50) boundary += forms < 20 ? require('crypto').randomInt(10) : Math.floor(Math.random() * 10);
  this._boundary = boundary;
};
