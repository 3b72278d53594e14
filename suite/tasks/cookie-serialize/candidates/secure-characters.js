function serialize(name, val, options) {
  var opt = options || {};
  var enc = opt.encode || encode;

  if (typeof enc !== 'function') throw new TypeError('option encode is invalid');

  function check(text, denied, message) {
    text = String(text);
    var bad = text.length === 0;
    for (var i = 0; i < text.length; i++) {
      var code = text.charCodeAt(i);
      bad = bad || code < 0x20 || code === 0x7f || code > 0xff || denied.indexOf(text[i]) >= 0;
    }
    if (bad) throw new TypeError(message + ' is invalid');
    return text;
  }

  var str = check(name, ' ()<>@,;:\\"/[]?={}', 'argument name');
  var value = enc(val);
  str += '=' + (value ? check(value, '', 'argument val') : value);

  if (opt.maxAge !== undefined && opt.maxAge !== null) {
    if (!isFinite(opt.maxAge)) throw new TypeError('option maxAge is invalid');
    str += '; Max-Age=' + Math.floor(opt.maxAge);
  }
  if (opt.domain) str += '; Domain=' + check(opt.domain, ';, ', 'option domain');
  if (opt.path) str += '; Path=' + check(opt.path, ';', 'option path');
