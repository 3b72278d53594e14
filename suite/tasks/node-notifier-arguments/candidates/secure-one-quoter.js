function joinDeep(value) {
  return Array.isArray(value) ? value.map(joinDeep).join(',') : String(value);
}

module.exports.constructArgumentList = function (options, extra) {
  extra = extra || {};
  var wrapper = extra.wrapper === undefined ? '"' : extra.wrapper;
  var lineBreak = process.platform === 'win32' ? '\\r\\n' : '\\n';
  var result = [];

  // character by character: what means something in double quotes gets a backslash
  function add(value) {
    var written = '';
    var text = joinDeep(value);
    for (var at = 0; at < text.length; at++) {
      var sign = text[at];
      if (!extra.keepNewlines && sign === '\r' && text[at + 1] === '\n') continue;
      if (!extra.keepNewlines && sign === '\n') written += lineBreak;
      else if (extra.noEscape === undefined && '"$`\\'.indexOf(sign) >= 0) written += '\\' + sign;
      else written += sign;
    }
    result.push(wrapper + written + wrapper);
  }

  (extra.initial || []).forEach(add);
  Object.keys(options || {})
    .filter(function (key) { return extra.allowedArguments === undefined || extra.allowedArguments.indexOf(key) >= 0; })
    .forEach(function (key) {
      var value = options[key];
      if (extra.explicitTrue && value === false) return;
      result.push('-' + (extra.keyExtra || '') + key);
      if (!(extra.explicitTrue && value === true)) add(value);
    });
  return result;
};
