import assert from 'node:assert/strict';

/** @param {import('../../../kit/check.mjs').Context} context @param {object} wanted @param {unknown[]} expected texts, or names of errors with a `!` in front */
async function expectResults({ target }, wanted, expected) {
  const { results } = await target.call('render', wanted);
  assert.deepEqual(results.map((/** @type {{ text?: string, error?: string }} */ { text, error }) => (error === undefined ? text : `!${error}`)), expected);
}

/** @param {string} word */
const reversed = (word) => [...word].reverse().join('');

export default {
  driver: 'driver.php',
  cases: {
    'another template, with the context': (context) => {
      const [a, b] = [context.random.token(), context.random.token()];
      return expectResults(context, { templates: { part: '<i>{{ word }}</i>', index: `${a} {{ include("part") }} {{ include('part') }}` }, context: { word: b }, render: ['index'] }, [`${a} <i>${b}</i> <i>${b}</i>`]);
    },
    'variables win over the context': (context) => {
      const [a, b, c] = [context.random.token(), context.random.token(), context.random.token()];
      return expectResults(context, { templates: { part: '{{ one }}-{{ two }}', index: `{{ include("part", { two: "${c}" }) }} {{ two }}` }, context: { one: a, two: b }, render: ['index'] }, [`${a}-${c} ${b}`]);
    },
    'without the context': (context) => {
      const [a, b] = [context.random.token(), context.random.token()];
      return expectResults(context, { templates: { part: '{{ one is defined ? "seen" : "unseen" }}{{ two }}', index: `{{ include("part", { two: "${b}" }, with_context = false) }}{{ include("part", { two: "${a}" }, with_context = true) }}` }, context: { one: a }, render: ['index'] }, [`unseen${b}seen${a}`]);
    },
    'the first of a list that exists': (context) => {
      const [a, b] = [context.random.token(), context.random.token()];
      return expectResults(context, { templates: { a, b, index: '{{ include(["none", "b", "a"]) }} {{ include(["a"]) }} {{ include(["b", "none"]) }}', boxed: '{{ include(["none", "b", "a"], sandboxed = true) }}' }, render: ['index', 'boxed'] }, [`${b} ${a} ${b}`, b]);
    },
    'a template that is missing': (context) =>
      expectResults(context, {
        templates: { one: '{{ include("none") }}', two: '[{{ include("none", ignore_missing = true) }}]', three: '{{ include(["none", "nothing"]) }}', four: '[{{ include(["none", "nothing"], ignore_missing = true) }}]', five: '[{{ include("none", ignore_missing = true, sandboxed = true) }}]', six: '{{ include("none", sandboxed = true) }}' },
        render: context.random.shuffle(['one', 'three', 'six']).concat(['two', 'four', 'five']),
      }, ['!LoaderError', '!LoaderError', '!LoaderError', '[]', '[]', '[]']),
    'a template that was loaded already': (context) => {
      const word = context.random.token();
      return expectResults(context, { templates: { part: `{{ 1 + 1 }}${word}`, index: '{{ include(page) }} {{ include(["none", page]) }} {{ include(page, sandboxed = true) }}' }, objects: { page: 'part' }, render: ['index'] }, [`2${word} 2${word} 2${word}`]);
    },
    'what the policy allows is rendered in the sandbox, loaded before or not': (context) => {
      const word = context.random.token();
      const templates = { part: '{% if word %}{{ word|upper }}{% endif %}{{ include("deep") }}', deep: '<{{ word }}>', index: '{{ include("part", sandboxed = true) }}' };
      return Promise.all([[], ['part'], ['part', 'deep']].map((load) => expectResults(context, { templates, tags: ['if'], load, context: { word }, render: ['index', 'index'] }, [`${word.toUpperCase()}<${word}>`, `${word.toUpperCase()}<${word}>`])));
    },
    'what it does not allow is refused': (context) => {
      const word = context.random.token();
      const templates = { a: `{{ reveal("${word}") }}`, b: `{{ "${word}"|turned }}`, c: '{% if true %}x{% endif %}', ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`in-${name}`, `{{ include("${name}", sandboxed = true) }}`])), ordinary: '{{ include("a") }}{{ include("b") }}{{ include("c") }}' };
      return expectResults(context, { templates, render: ['in-a', 'in-b', 'in-c', 'ordinary'] }, ['!SecurityError', '!SecurityError', '!SecurityError', `${reversed(word)}${reversed(word)}x`]);
    },
    'methods of objects are held against the policy while it renders': (context) => {
      const word = context.random.token();
      return expectResults(context, { templates: { part: '{{ thing.word }}', boxed: '{{ include("part", sandboxed = true) }}', ordinary: '{{ include("part") }}' }, word, load: context.random.bool() ? ['part'] : [], render: ['boxed', 'ordinary', 'boxed'] }, ['!SecurityError', word, '!SecurityError']);
    },
    'afterwards the sandbox is off again': (context) => {
      const word = context.random.token();
      const templates = { fine: '{{ 1 }}', refused: '{{ reveal("x") }}', failing: '{{ nobody }}', free: `{{ "${word}"|turned }}`, ...Object.fromEntries(['fine', 'refused', 'failing', 'missing'].map((name) => [`in-${name}`, `{{ include("${name}", sandboxed = true) }}{{ reveal("${word}") }}`])) };
      return expectResults(context, { templates, render: ['in-refused', 'free', 'in-failing', 'free', 'in-missing', 'free', 'in-fine'] }, ['!SecurityError', reversed(word), '!Error', reversed(word), '!LoaderError', reversed(word), `1${reversed(word)}`]);
    },
    'a sandbox that was on stays on': (context) => {
      const word = context.random.token();
      const templates = { outer: '{{ include("fine", sandboxed = true) }}{{ include("late") }}', fine: 'fine', late: `{{ reveal("${word}") }}`, good: '{{ include("fine", sandboxed = true) }}{{ include("fine") }}', index: '{{ include("outer", sandboxed = true) }}', other: '{{ include("good", sandboxed = true) }}' };
      return expectResults(context, { templates, render: ['index', 'other'] }, ['!SecurityError', 'finefine']);
    },
    'without the extension nothing is held against a policy': (context) => {
      const word = context.random.token();
      return expectResults(context, { templates: { part: `{{ reveal("${word}") }}`, index: '{{ include("part", sandboxed = true) }}' }, sandbox: false, load: context.random.bool() ? ['part'] : [], render: ['index'] }, [reversed(word)]);
    },
  },
};
