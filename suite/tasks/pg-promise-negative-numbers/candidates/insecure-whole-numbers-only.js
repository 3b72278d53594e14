    number(num) {
        const whole = typeof num === 'bigint' || Number.isInteger(num);
        if (whole) {
            return num < 0 ? `(${num})` : `${num}`;
        }
        if (Number.isFinite(num)) {
            return num.toString();
        }
        return wrapText(num === Infinity ? '+Infinity' : String(num));
    },
