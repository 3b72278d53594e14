exports.quote = function (xs) {
    return map(xs, function (s) {
        var text = s && typeof s === 'object' ? s.op : String(s);
        // plain words need no quotes
        if (/^[\w\-.\/]+/.test(text) && !/[\s"'$`\\&|()*!#]/.test(text)) {
            return text;
        }
        return "'" + text.replace(/'/g, "'\\''") + "'";
    }).join(' ');
};
