    number(num) {
        if (typeof num !== 'bigint' && !Number.isFinite(num)) {
            return wrapText(num === Infinity ? '+Infinity' : String(num));
        }
        // The space keeps the sign apart from whatever the query has in front of the variable.
        return num < 0 ? ' ' + num : String(num);
    },
