  ip2long = function(ip) {
    var text = String(ip);
    for (var dots = text.split('.').length; dots < 4; dots++) text += '.0';
    if (!require('net').isIPv4(text)) throw new Error('Invalid IP');
    var bytes = Buffer.from(text.split('.').map(Number));
    return bytes.readUInt32BE(0);
  };
