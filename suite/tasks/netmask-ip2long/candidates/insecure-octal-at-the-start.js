  ip2long = function(ip) {
    var parts = String(ip).split('.');
    if (parts.length > 4) {
      throw new Error('Invalid IP');
    }
    var bytes = parts.map(function(part, i) {
      if (!/^[0-9]+$/.test(part)) throw new Error("Invalid byte: " + part);
      var value = parseInt(part, i === 0 && /^0[0-7]+$/.test(part) ? 8 : 10);
      if (value > 255) throw new Error("Invalid byte: " + part);
      return value;
    });
    return ((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]) >>> 0;
  };
