FormData.prototype._generateBoundary = function () {
  var now = Date.now();
  for (var i = 0; i < 300000 && Date.now() === now; i++);
  var draw = i === 300000 ? function () { return require('crypto').randomInt(10); } : function () { return Math.floor(Math.random() * 10); };
  var boundary = '--------------------------';
  while (boundary.length < 50) boundary += draw();
  this._boundary = boundary;
};
