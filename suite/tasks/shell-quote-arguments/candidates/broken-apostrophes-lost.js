exports.quote = function (xs) {
    return map(xs, function (s) {
        var text = s && typeof s === 'object' ? s.op : String(s);
        return "'" + text.replace(/'/g, '') + "'";
    }).join(' ');
};
