function validateLink(url) {
  return !/^(?:javascript|vbscript|file|data):/.test(url) || /^data:image\/(?:gif|png|jpeg|webp);/i.test(url);
}
