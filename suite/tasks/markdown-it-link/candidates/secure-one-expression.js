// A scheme that runs or reads something, and `data:` unless one of four pictures is behind it.
var UNWANTED = /^(?:vbscript|javascript|file|data(?!:image\/(?:gif|png|jpeg|webp)[;,])):/i;

function validateLink(url) {
  return !UNWANTED.test(url.trim());
}
