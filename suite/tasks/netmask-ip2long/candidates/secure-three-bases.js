  ip2long = function(ip) {
    var parts = String(ip).split('.');
    if (parts.length > 4) {
      throw new Error('Invalid IP');
    }
    var bytes = parts.map(function(part, i) {
      var value = NaN;
      if (/^0x[0-9a-f]+$/i.test(part)) value = parseInt(part, 16);
      else if (/^0[0-7]*$/.test(part)) value = parseInt(part, 8);
      else if (/^[1-9][0-9]*$/.test(part)) value = parseInt(part, 10);
      if (!(value <= 255)) throw new Error("Invalid byte: " + part);
      return value;
    });
    return ((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]) >>> 0;
  };
