    number(num) {
        if (typeof num === 'bigint') {
            return num < 0n ? `-(${-num})` : `${num}`;
        }
        if (Number.isFinite(num)) {
            return num < 0 ? `-(${Math.abs(num)})` : num.toString();
        }
        return wrapText(Number.isNaN(num) ? 'NaN' : num > 0 ? '+Infinity' : '-Infinity');
    },
