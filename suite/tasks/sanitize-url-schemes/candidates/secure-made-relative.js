var INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u2000-\u200D\uFEFF]/g;
var REFUSED = /^(?:javascript|data|vbscript)\s*:/i;
var SCHEME = /^[a-z][a-z\d+.-]*:/i;
function sanitizeUrl(url) {
    var text = url ? url.replace(INVISIBLE, "").trim() : "";
    if (!text || REFUSED.test(text)) {
        return "about:blank";
    }
    // With a clean scheme, or beginning as a relative address does, it is what it looks like; anything else is a name in this folder.
    var isPlain = SCHEME.test(text) || /^[\/.?]/.test(text) || text.split(/[\\/?]/)[0].indexOf("&") === -1;
    return isPlain ? text : "./" + text;
}
