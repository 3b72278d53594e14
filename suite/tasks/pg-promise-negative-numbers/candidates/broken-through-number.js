    number(num) {
        const value = Number(num);
        if (!Number.isFinite(value)) {
            return wrapText(value === Infinity ? '+Infinity' : String(value));
        }
        return value < 0 ? `(${value})` : `${value}`;
    },
