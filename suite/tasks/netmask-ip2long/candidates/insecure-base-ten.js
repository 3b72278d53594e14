  ip2long = function(ip) {
    var parts = String(ip).split('.');
    if (parts.length > 4) {
      throw new Error('Invalid IP');
    }
    var bytes = parts.map(function(part, i) {
      var value = parseInt(part, 10);
      if (isNaN(value) || value < 0 || value > 255) throw new Error("Invalid byte: " + part);
      return value;
    });
    return ((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]) >>> 0;
  };
