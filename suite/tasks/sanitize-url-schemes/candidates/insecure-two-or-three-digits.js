var INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u2000-\u200D\uFEFF]/g;
var REFUSED = /^(?:javascript|data|vbscript)\s*:/i;

function decoded(text) {
    return text
        .replace(/&(?:Tab|NewLine);/g, "")
        .replace(/&colon;/g, ":")
        .replace(/&#(\d{1,3});?/g, function (whole, number) { return String.fromCharCode(number); })
        .replace(/&#x([\da-f]{1,2});?/gi, function (whole, number) { return String.fromCharCode(parseInt(number, 16)); });
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
