var INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u2000-\u200D\uFEFF]/g;
var REFUSED = /^(?:javascript|data|vbscript)\s*:/i;

function decoded(text) {
    try {
        return decodeURIComponent(text);
    } catch (error) {
        return text;
    }
}
function sanitizeUrl(url) {
    if (!url) {
        return "about:blank";
    }
    var text = url.replace(INVISIBLE, "").trim();
    var read = decoded(text).replace(INVISIBLE, "").trim();
    if (REFUSED.test(read)) {
        return "about:blank";
    }
    return text;
}
