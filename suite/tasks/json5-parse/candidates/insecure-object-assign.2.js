function push () {
    const opening = token.type === 'punctuator' ? token.value : ''
    const value = opening === '{' ? {} : opening === '[' ? [] : token.value
    const parent = stack[stack.length - 1]

    if (root === undefined) {
        root = value
    } else if (Array.isArray(parent)) {
        parent.push(value)
    } else {
        Object.assign(parent, { [key]: value })
    }

    if (opening === '{') {
        stack.push(value)
        parseState = 'beforePropertyName'
    } else if (opening === '[') {
        stack.push(value)
        parseState = 'beforeArrayValue'
    } else if (parent === undefined) {
        parseState = 'end'
    } else {
        parseState = Array.isArray(parent) ? 'afterArrayValue' : 'afterPropertyValue'
    }
}
