exports.quote = function (xs) {
    return map(xs, function (s) {
        if (s && typeof s === 'object') {
            s = s.op;
        }
        if (/^[\w\-.\/]+$/.test(s)) {
            return String(s);
        }
        if (/'/.test(s) && !/[;<>|&]/.test(s)) {
            return '"' + s.replace(/["\\$`]/g, '\\$&') + '"';
        }
        return "'" + String(s).replace(/'/g, "\\'") + "'";
    }).join(' ');
};
