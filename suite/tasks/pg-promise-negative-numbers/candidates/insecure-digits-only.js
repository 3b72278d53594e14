    number(num) {
        if (typeof num === 'number' && !Number.isFinite(num)) {
            return wrapText(num > 0 ? '+Infinity' : `${num}`);
        }
        const text = num.toString();
        // A sign must not touch the text in front of it.
        return /^-\d+(\.\d+)?$/.test(text) ? `(${text})` : text;
    },
