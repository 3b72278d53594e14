function validateLink(url) {
  var str = url.trim().toLowerCase();

  return !/^(?:javascript|vbscript|file|data):/.test(str) || /^data:image\/(?:gif|png|jpe?g);/.test(str);
}
