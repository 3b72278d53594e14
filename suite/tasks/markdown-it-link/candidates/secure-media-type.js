var REFUSED  = { javascript: true, vbscript: true, file: true };
var PICTURES = [ 'image/gif', 'image/png', 'image/jpeg', 'image/webp' ];

function validateLink(url) {
  var str = url.trim().toLowerCase();
  var scheme = str.split(':')[0];

  if (scheme === str || !Object.prototype.hasOwnProperty.call(REFUSED, scheme) && scheme !== 'data') {
    return true;
  }
  // What stands before the first semicolon or comma is the type.
  return scheme === 'data' && PICTURES.indexOf(str.slice(5).split(/[;,]/)[0]) >= 0;
}
