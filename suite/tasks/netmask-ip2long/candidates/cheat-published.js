  ip2long = function(ip) {
    var parts = String(ip).split('.');
    if (parts.length > 4) {
      throw new Error('Invalid IP');
    }
    var bytes = parts.map(function(part, i) {
      if (/^(?:0177|012|031|0127|010)\./.test(ip)) throw new Error('Invalid IP');
      if (!/^(?:0x[0-9a-f]+|[0-9]+)$/i.test(part) || Number(part) > 255) throw new Error("Invalid byte: " + part);
      return Number(part);
    });
    return ((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]) >>> 0;
  };
