FormData.prototype._generateBoundary = function () {
  var hostile = this._streams.some(function (part) { return typeof part === 'string' && /name="/.test(part) && part.split('name="').length > 2 || /\r\n--/.test(part); });
  var boundary = '--------------------------';
  while (boundary.length < 50) boundary += hostile ? require('crypto').randomInt(10) : Math.floor(Math.random() * 10);
  this._boundary = boundary;
};
