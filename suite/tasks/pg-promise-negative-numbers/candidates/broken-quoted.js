    number(num) {
        if (typeof num === 'bigint' || Number.isFinite(num)) {
            return num < 0 ? wrapText(num.toString()) : num.toString();
        }
        return wrapText(num === Infinity ? '+Infinity' : String(num));
    },
