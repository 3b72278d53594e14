    // An object with a length is what slice makes an array with holes of.
    function sparse(array) {
        var elements = { length: array.length };
        array.forEach(function (element, place) { elements[place] = element; });
        return 'Array.prototype.slice.call(' + serialize(elements, options) + ')';
    }

    return str.replace(PLACE_HOLDER_REGEXP, function (match, backSlash, type, index) {
        if (backSlash) { return match; }
        switch (type) {
        case 'D': return 'new Date("' + dates[index].toISOString() + '")';
        case 'R': return 'new RegExp(' + serialize(regexps[index].source) + ', ' + JSON.stringify(regexps[index].flags) + ')';
        case 'M': return 'new Map(' + serialize(Array.from(maps[index]), options) + ')';
        case 'S': return 'new Set(' + serialize(Array.from(sets[index]), options) + ')';
        case 'A': return sparse(arrays[index]);
        case 'U': return 'undefined';
        case 'I': return String(infinities[index]);
        case 'B': return 'BigInt("' + bigInts[index] + '")';
        case 'L': return 'new URL(' + JSON.stringify(urls[index].href).replace(/<\/(?=script)/gi, '<\\/') + ')';
        default: return serializeFunc(functions[index]);
        }
    });
}
