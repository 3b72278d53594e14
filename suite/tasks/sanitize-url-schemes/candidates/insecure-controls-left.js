var INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u2000-\u200D\uFEFF]/g;
var REFUSED = /^(?:javascript|data|vbscript)\s*:/i;

var NAMES = { colon: ":", Tab: "\t", NewLine: "\n" };
function decoded(text) {
    return text.replace(/&(?:#(\d+);?|#x([\da-f]+);?|(colon|Tab|NewLine);)/gi, function (whole, number, hex, name) {
        return name ? NAMES[name] || whole : String.fromCharCode(hex ? parseInt(hex, 16) : number);
    });
}
function sanitizeUrl(url) {
    if (!url) {
        return "about:blank";
    }
    var text = url.replace(INVISIBLE, "").trim();
    var read = decoded(text);
    if (REFUSED.test(read)) {
        return "about:blank";
    }
    return text;
}
