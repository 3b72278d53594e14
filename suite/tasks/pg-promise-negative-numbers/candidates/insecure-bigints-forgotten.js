    number(num) {
        if (typeof num === 'bigint') {
            return num.toString();
        }
        if (!Number.isFinite(num)) {
            return wrapText(num === Infinity ? '+Infinity' : String(num));
        }
        const text = num.toString();
        return num < 0 ? `(${text})` : text;
    },
