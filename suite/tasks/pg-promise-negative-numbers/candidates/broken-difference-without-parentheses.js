    number(num) {
        if (typeof num === 'number' && !Number.isFinite(num)) {
            return wrapText(num === Infinity ? '+Infinity' : String(num));
        }
        return num < 0 ? `0-${num.toString().slice(1)}` : num.toString();
    },
