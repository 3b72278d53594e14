function validateLink(url) {
  var scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url.trim());

  return !scheme || /^(?:https?|ftp|mailto|tel|skype)$/i.test(scheme[1]) || /^data:image\/(?:gif|png|jpeg|webp);/i.test(url.trim());
}
