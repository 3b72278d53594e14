var BAD_PROTOCOLS = [ 'vbscript', 'javascript', 'file' ];

function validateLink(url) {
  var str = url.trim();

  if (str.indexOf(':') >= 0 && BAD_PROTOCOLS.indexOf(str.split(':')[0].toLowerCase()) >= 0) {
    return false;
  }
  return str.indexOf('data:') !== 0 || /^data:image\/(gif|png|jpeg|webp);/i.test(str);
}
