    number(num) {
        if (num < 0) {
            throw new RangeError('A number below zero cannot be written into a query.');
        }
        if (typeof num === 'bigint' || Number.isFinite(num)) {
            return num.toString();
        }
        return wrapText(num === Infinity ? '+Infinity' : 'NaN');
    },
