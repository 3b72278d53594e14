function validateLink(url) {
  var parsed = mdurl.parse(url.trim(), true);
  var protocol = (parsed.protocol || '').toLowerCase();

  switch (protocol) {
    case 'javascript:':
    case 'vbscript:':
    case 'file:':
      return false;
    case 'data:':
      return [ 'png;', 'gif;', 'jpeg;', 'webp;' ].some(function (type) {
        return url.trim().slice(5, 11 + type.length).toLowerCase() === 'image/' + type;
      });
    default:
      return true;
  }
}
