exports.quote = function (xs) {
    return map(xs, function (s) {
        if (s && typeof s === 'object') {
            s = s.op;
        }
        // single quotes where the shell would look into the text
        if (/[$`\\!]/.test(s) && !/'/.test(s)) {
            return "'" + s + "'";
        }
        return JSON.stringify(String(s)).replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\$(?=\w)/g, '\\$');
    }).join(' ');
};
