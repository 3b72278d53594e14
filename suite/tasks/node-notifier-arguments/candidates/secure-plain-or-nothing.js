module.exports.constructArgumentList = function (options, extra) {
  const settings = Object.assign({ initial: [], keyExtra: '', wrapper: '"' }, extra);
  const plain = /^[\w.,:;@%+=/ -]*$/;

  // only texts, numbers and switches go on; a list of plain words is a text, any other list is none
  function textOf(value) {
    if (!isArray(value)) return typeof value === 'object' ? null : value;
    if (!value.every((item) => !isArray(item) && plain.test(item))) return null;
    return value.join(',');
  }

  function wrapped(value) {
    let text = textOf(value);
    if (text === null) return settings.wrapper + settings.wrapper;
    if (settings.noEscape === undefined) text = escapeQuotes(text);
    if (typeof text === 'string' && !settings.keepNewlines) text = removeNewLines(text);
    return settings.wrapper + text + settings.wrapper;
  }

  const list = settings.initial.map(wrapped);
  for (const key of Object.keys(options || {})) {
    if (settings.allowedArguments !== undefined && !settings.allowedArguments.includes(key)) continue;
    const flag = '-' + settings.keyExtra + key;
    if (settings.explicitTrue && typeof options[key] === 'boolean') {
      if (options[key]) list.push(flag);
      continue;
    }
    list.push(flag, wrapped(options[key]));
  }
  return list;
};
