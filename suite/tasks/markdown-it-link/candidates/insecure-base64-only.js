var BAD_PROTOCOLS = [ 'vbscript', 'javascript', 'file' ];

function validateLink(url) {
  var str = url.trim().toLowerCase();
  var colon = str.indexOf(':');

  if (colon >= 0 && BAD_PROTOCOLS.indexOf(str.slice(0, colon)) >= 0) {
    return false;
  }

  return !/^data:[^,]*;base64,/.test(str) || /^data:image\/(gif|png|jpeg|webp);/.test(str);
}
