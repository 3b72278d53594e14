  ip2long = function(ip) {
    var parts = String(ip).split('.');
    if (parts.length > 4) {
      throw new Error('Invalid IP');
    }
    var bytes = parts.map(function(part, i) {
      if (!/^(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$/.test(part)) throw new Error("Invalid byte: " + part);
      return parseInt(part, 10);
    });
    return ((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]) >>> 0;
  };
