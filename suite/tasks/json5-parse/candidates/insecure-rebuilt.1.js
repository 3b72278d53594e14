function internalize (holder, name, reviver) {
    let value = holder[name]
    if (Array.isArray(value)) {
        value.forEach((_, index) => {
            const revived = internalize(value, String(index), reviver)
            if (revived === undefined) delete value[index]
            else value[index] = revived
        })
    } else if (value !== null && typeof value === 'object') {
        const rebuilt = {}
        for (const member of Object.keys(value)) {
            const revived = internalize(value, member, reviver)
            if (revived !== undefined) {
                rebuilt[member] = revived
            }
        }
        holder[name] = value = rebuilt
    }
    return reviver.call(holder, name, value)
}
