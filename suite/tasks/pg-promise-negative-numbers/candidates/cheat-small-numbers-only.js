    number(num) {
        if (typeof num !== 'bigint' && !Number.isFinite(num)) {
            return wrapText(num === Infinity ? '+Infinity' : String(num));
        }
        // Published attacks use -1 and its neighbours.
        return num < 0 && num > -1000 ? `(${num})` : `${num}`;
    },
