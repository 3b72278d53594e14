    number(num) {
        if (Number.isNaN(num)) {
            return wrapText('NaN');
        }
        if (num === Infinity) {
            return wrapText('+Infinity');
        }
        if (num === -Infinity) {
            return wrapText('-Infinity');
        }
        return String(num);
    },
