var crypto = require('crypto');
var key = crypto.randomBytes(32);
var forms = 0;

FormData.prototype._generateBoundary = function () {
  forms += 1;
  this._boundary = '----' + crypto.createHmac('sha256', key).update(String(forms)).digest('hex').slice(0, 40);
};
