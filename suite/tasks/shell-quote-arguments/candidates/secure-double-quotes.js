exports.quote = function (xs) {
    var parts = [];
    for (var i = 0; i < xs.length; i++) {
        var value = xs[i] !== null && typeof xs[i] === 'object' ? xs[i].op : xs[i];
        var text = '';
        String(value).split('').forEach(function (c) {
            text += (c === '"' || c === '\\' || c === '$' || c === '`') ? '\\' + c : c;
        });
        parts.push(/^[\w\-.\/]+$/.test(text) ? text : '"' + text + '"');
    }
    return parts.join(' ');
};
