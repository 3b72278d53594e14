exports.quote = function (xs) {
    return map(xs, function (s) {
        var text = s && typeof s === 'object' ? s.op : String(s);
        // letters, digits and some harmless signs stay, a line break goes into quotes, all else gets a backslash
        return text
            .replace(/[^\w\/.\-+@%\n\u0080-\uffff]/g, '\\$&')
            .replace(/\n/g, "'\n'");
    }).join(' ');
};
