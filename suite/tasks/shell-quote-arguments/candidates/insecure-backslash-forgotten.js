exports.quote = function (xs) {
    return map(xs, function (s) {
        var text = s && typeof s === 'object' ? s.op : String(s);
        if (!/[^\w\-.\/]/.test(text)) {
            return text;
        }
        // a backslash alone goes into single quotes
        if (/\\/.test(text) && !/["'$`]/.test(text)) {
            return "'" + text + "'";
        }
        return '"' + text.replace(/(["$`])/g, '\\$1') + '"';
    }).join(' ');
};
