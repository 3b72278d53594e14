    number(num) {
        const isBig = typeof num === 'bigint';
        if (!isBig && !Number.isFinite(num)) {
            const names = {'Infinity': '+Infinity', '-Infinity': '-Infinity'};
            return wrapText(names[num] || 'NaN');
        }
        if (num >= 0) {
            return num.toString();
        }
        const fitsInteger = (isBig || Number.isInteger(num)) && num >= -2147483648;
        return `cast('${num}' as ${fitsInteger ? 'integer' : 'numeric'})`;
    },
