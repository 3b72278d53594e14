  ip2long = function(ip) {
    var parts = String(ip).split('.');
    if (parts.length > 4 || parts.indexOf('') >= 0 || !/^[0-9a-fx.]+$/i.test(ip)) throw new Error('Invalid IP');
    while (parts.length < 4) parts.push('0');
    var host = new URL('http://' + parts.join('.') + '/').hostname;
    if (!require('net').isIPv4(host)) throw new Error('Invalid IP');
    return host.split('.').reduce(function(sum, byte) {
      return sum * 256 + Number(byte);
    }, 0);
  };
