var INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u2000-\u200D\uFEFF]/g;
var REFUSED = /^(?:javascript|data|vbscript)\s*:/i;
function sanitizeUrl(url) {
    var text = url ? url.replace(INVISIBLE, "").trim() : "";
    if (!text || REFUSED.test(text)) {
        return "about:blank";
    }
    if (/^[a-z][a-z\d+.-]*:/i.test(text)) {
        return text;
    }
    // Where no scheme is to be seen, an ampersand means itself up to the first slash or question mark.
    var end = text.search(/[\/?]/);
    var beginning = end === -1 ? text : text.slice(0, end);
    return beginning.replace(/&/g, "&amp;") + text.slice(beginning.length);
}
