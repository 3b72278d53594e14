    number(num) {
        if (Number.isNaN(num)) {
            return wrapText('NaN');
        }
        if (num === Infinity || num === -Infinity) {
            return wrapText(num > 0 ? '+Infinity' : '-Infinity');
        }
        return '(' + num.toString() + ')';
    },
