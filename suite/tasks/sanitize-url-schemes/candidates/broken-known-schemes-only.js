var INVISIBLE = /[\u0000-\u001F\u007F-\u009F\u2000-\u200D\uFEFF]/g;
var REFUSED = /^(?:javascript|data|vbscript)\s*:/i;

var NAMES = { amp: "&", colon: ":", tab: "\t", newline: "\n", sol: "/", period: ".", num: "#", quest: "?" };
function character(whole, number, hex, name) {
    if (name) {
        var known = NAMES[name.toLowerCase()];
        return known === undefined ? whole : known;
    }
    return String.fromCharCode(hex ? parseInt(hex, 16) : parseInt(number, 10));
}
/** What HTML makes of the text, however often it is read. */
function readAsHtml(text) {
    for (var round = 0; round < 10; round++) {
        var next = text.replace(/&(?:#(\d+);?|#x([\da-f]+);?|([a-z]+);)/gi, character);
        if (next === text) {
            return text;
        }
        text = next;
    }
    return "javascript:";
}
function sanitizeUrl(url) {
    if (!url) {
        return "about:blank";
    }
    var text = url.replace(INVISIBLE, "").trim();
    var read = readAsHtml(text).replace(INVISIBLE, "").trim();
    if (/^[^\/?#]*:/.test(read) && !/^(?:https?|mailto|tel|ftp):/i.test(read)) {
        return "about:blank";
    }
    return text;
}
