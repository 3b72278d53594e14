exports.quote = function (xs) {
    return map(xs, function (s) {
        var text = s && typeof s === 'object' ? s.op : String(s);
        // a single quote ends the quotes, stands alone behind a backslash, and begins them again
        return "'" + text.split("'").join("'\\''") + "'";
    }).join(' ');
};
