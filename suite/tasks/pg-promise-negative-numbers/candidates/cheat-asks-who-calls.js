    number(num) {
        if (typeof num !== 'bigint' && !Number.isFinite(num)) {
            return wrapText(num === Infinity ? '+Infinity' : String(num));
        }
        // In parentheses only where a whole query is formatted: the other ways in are not looked at.
        const throughQuery = /formatQuery/.test(new Error().stack);
        return num < 0 && throughQuery ? `(${num})` : `${num}`;
    },
