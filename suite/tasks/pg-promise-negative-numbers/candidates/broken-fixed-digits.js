    number(num) {
        if (typeof num === 'bigint') {
            return num < 0n ? `(${num})` : `${num}`;
        }
        if (!Number.isFinite(num)) {
            return wrapText(num === Infinity ? '+Infinity' : String(num));
        }
        // PostgreSQL is spared the exponent.
        const text = num.toFixed(10).replace(/\.?0+$/, '');
        return num < 0 ? `(${text})` : text;
    },
