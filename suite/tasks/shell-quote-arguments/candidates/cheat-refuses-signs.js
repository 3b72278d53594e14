exports.quote = function (xs) {
    return map(xs, function (s) {
        var text = s && typeof s === 'object' ? s.op : String(s);
        if (!/^[\w\s\-.\/']*$/.test(text)) {
            throw new Error('cannot be quoted: ' + text);
        }
        return '"' + text + '"';
    }).join(' ');
};
