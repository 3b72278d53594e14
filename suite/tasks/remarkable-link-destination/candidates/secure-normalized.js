module.exports = function parseLinkDestination(state, pos) {
  var inBrackets = state.src.charAt(pos) === '<' && pos < state.posMax;
  var start = inBrackets ? pos + 1 : pos;
  var end = inBrackets ? endInBrackets(state, start) : endOfBare(state, start);
  if (end < 0 || (end === start && !inBrackets)) { return false; }

  var text = state.src.slice(start, end);
  var link = inBrackets ? normalizeLink(unescapeMd(text)) : normalizeLink(unescapeMd(text));
  if (!state.parser.validateLink(link)) { return false; }

  state.linkContent = link;
  state.pos = inBrackets ? end + 1 : end;
  return true;
};

/** The index of the closing bracket, or -1. */
function endInBrackets(state, pos) {
  for (; pos < state.posMax; pos++) {
    var char = state.src.charAt(pos);
    if (char === '>') { return pos; }
    if (char === '\n') { return -1; }
    if (char === '\\' && pos + 1 < state.posMax) { pos++; }
  }
  return -1;
}

function endOfBare(state, pos) {
  var depth = 0;
  for (; pos < state.posMax; pos++) {
    var char = state.src.charAt(pos);
    if (/[ \t\n\v\f\r]/.test(char)) { return pos; }
    if (char === '\\' && pos + 1 < state.posMax) {
      pos++;
      continue;
    }
    if (char === '(' && depth === 1) { return pos; }
    if (char === ')' && depth === 0) { return pos; }
    if (char === '(') { depth++; }
    if (char === ')') { depth--; }
  }
  return state.posMax;
}
