FormData.prototype._generateBoundary = function () {
  var seed = [Date.now(), process.hrtime().join('.'), process.pid, Math.random(), Math.random()].join('-');
  this._boundary = '----' + require('crypto').createHash('sha256').update(seed).digest('hex').slice(0, 48);
};
