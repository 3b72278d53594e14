    number(num) {
        if (typeof num === 'bigint' || Number.isFinite(num)) {
            // "- 5" instead of "-5", and room for what follows
            return num.toString().replace(/^-/, '- ') + ' ';
        }
        return wrapText(num === Infinity ? '+Infinity' : String(num));
    },
