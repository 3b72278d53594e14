var INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u2000-\u200D\uFEFF]/g;
var REFUSED = /^(?:javascript|data|vbscript)\s*:/i;
function sanitizeUrl(url) {
    var text = url ? url.replace(INVISIBLE, "").trim() : "";
    // No scheme has an ampersand in it: whatever stands before the first slash, question mark or colon.
    var beginning = text.split(/[\/?:]/)[0];
    if (!text || REFUSED.test(text) || beginning.indexOf("&") !== -1) {
        return "about:blank";
    }
    return text;
}
