    number(num) {
        if (typeof num === 'bigint') {
            return num < 0n ? `(${num})` : `${num}`;
        }
        if (!Number.isFinite(num)) {
            return wrapText(num === Infinity ? '+Infinity' : String(num));
        }
        const text = Object.is(num, -0) ? '-0' : num.toString();
        return num < 0 ? `(${text})` : text;
    },
