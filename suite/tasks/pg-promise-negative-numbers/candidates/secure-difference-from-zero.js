    number(num) {
        switch (num) {
            case Infinity:
                return wrapText('+Infinity');
            case -Infinity:
                return wrapText('-Infinity');
            default:
                break;
        }
        if (num !== num) {
            return wrapText('NaN');
        }
        const text = `${num}`;
        return text.startsWith('-') ? `(0 - ${text.slice(1)})` : text;
    },
