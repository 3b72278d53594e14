function internalize (holder, name, reviver) {
    const value = holder[name]
    if (value !== null && typeof value === 'object') {
        for (const member of Object.keys(value)) {
            if (member === '__proto__') {
                delete value[member]
                continue
            }
            const revived = internalize(value, member, reviver)
            if (revived === undefined) {
                delete value[member]
            } else {
                value[member] = revived
            }
        }
    }
    return reviver.call(holder, name, value)
}
