import { describe, expect, it } from 'vitest';
import { formatFault } from '../../../src/contract/errors.ts';
import { findMatches } from '../../../src/taint/match/find-matches.ts';
import { readRules } from '../../../src/taint/rules/read-rules.ts';
import { loadParser } from '../../../src/taint/tree/parse.ts';

const SEARCH = `rules:
  - id: weak-hash
    languages: [js]
    severity: WARNING
    message: $ALGORITHM is weak
    metadata: { cwe: ["CWE-328: Use of Weak Hash"] }
    patterns:
      - pattern: crypto.createHash($ALGORITHM)
      - pattern-not-inside: 'function legacy(...) { ... }'
      - metavariable-regex: { metavariable: $ALGORITHM, regex: '(?i)md5|sha1$' }
      - focus-metavariable: $ALGORITHM
`;

const TAINT = `rules:
  - id: injection
    mode: taint
    languages: [php]
    severity: HIGH
    message: query
    metadata:
      cwe: 'CWE-89'
      ase:
        context: sql
        scope: callers
        clears: [[quote]]
        guards: [{ pattern: valid($X), checks: $X, when: 'true' }]
    pattern-sources: [{ pattern: '$_GET[...]', label: IN }]
    pattern-sinks: [{ pattern: '$DB->query(...)', requires: IN }]
    pattern-sanitizers: [{ pattern: 'quote(...)', exact: true }]
    pattern-propagators: [{ pattern: 'copy($A, $B)', from: $A, to: $B }]
`;

describe('rule files', () => {
  it('reads a search rule whose conditions hold', async () => {
    const { rules, faults } = await readRules(SEARCH, 'r.yaml');
    expect(faults.map(formatFault)).toEqual([]);
    const [rule] = rules;
    if (rule?.search === undefined || rule.search === null) throw new Error('no rule');
    expect([rule.id, rule.mode, rule.severity, rule.cwe, rule.grammars]).toEqual(['weak-hash', 'search', 'warning', ['CWE-328'], ['javascript', 'typescript', 'tsx']]);
    const text = "crypto.createHash('MD5'); crypto.createHash('sha256'); function legacy(a) { crypto.createHash('md5'); }";
    const found = findMatches(rule.search, { path: 'a.js', tree: (await loadParser('javascript'))(text) });
    expect(found.map(({ start, stop }) => text.slice(start, stop))).toEqual(["'MD5'"]);
  });

  it('reads a taint rule with our keys', async () => {
    const { rules, faults } = await readRules(TAINT, 'r.yaml');
    expect(faults.map(formatFault)).toEqual([]);
    const taint = rules[0]?.taint;
    expect([taint?.context, taint?.scope, taint?.sources[0]?.label, taint?.sinks[0]?.requires, taint?.sanitizers[0]?.clears, taint?.sanitizers[0]?.exact]).toEqual(['sql', 'callers', 'IN', 'IN', ['quote'], true]);
    expect([taint?.propagators[0]?.from, taint?.propagators[0]?.to, taint?.guards[0]?.checks, taint?.guards[0]?.when]).toEqual(['$A', '$B', '$X', 'true']);
  });

  it('reads what a rule takes of the models, which may be all', async () => {
    const own = TAINT.replace('scope: callers', 'models: true\n        sources: [request, database]\n        sinks: [stored]');
    const [rule] = (await readRules(own, 'r.yaml')).rules;
    expect([rule?.taint?.models, rule?.taint?.kinds, rule?.taint?.sinkKinds, rule?.taint?.sinks.length]).toEqual([true, ['request', 'database'], ['stored'], 1]);
    const bare = own.split('\n').filter((line) => !/sources: \[\{|sinks: \[\{|sources: \[r|sinks: \[s/.test(line)).join('\n');
    const { rules: [second], faults } = await readRules(bare, 'r.yaml');
    expect(faults.map(formatFault)).toEqual([]);
    expect([second?.taint?.models, second?.taint?.kinds, second?.taint?.sinkKinds, second?.taint?.sources]).toEqual([true, ['request'], [], []]);
  });

  it.each([
    ['no sources without models', TAINT.replace(/ {4}pattern-sources.*\n/, ''), 'rules[0]: found no pattern-sources', 'in a rule of mode taint'],
    ['a kind of source that there is not', TAINT.replace('scope: callers', 'sources: [user]'), 'metadata.ase.sources: found user', 'one of request, arguments'],
    ['models that are no boolean', TAINT.replace('scope: callers', 'models: express'), 'metadata.ase.models: found no boolean', 'true or false'],
  ])('says where: %s', async (_, text, place, hint) => {
    const { rules, faults } = await readRules(text, 'r.yaml');
    expect(rules).toEqual([]);
    const said = faults.map(formatFault).join('\n');
    expect(said).toContain(place);
    expect(said).toContain(hint);
  });

  it.each([
    ['an unknown key with the near name', SEARCH.replace('pattern-not-inside', 'pattern-not-insid'), 'r.yaml:9:9: rules[0].patterns[1].pattern-not-insid: found a field that is not supported', 'did you mean pattern-not-inside?'],
    ['a pattern that does not parse', SEARCH.replace('createHash($ALGORITHM)', 'createHash((('), 'r.yaml:8:18: rules[0].patterns[0].pattern: found a pattern that does not parse', 'metavariables'],
    ['a language that there is not', SEARCH.replace('[js]', '[generic]'), 'rules[0].languages: found generic', 'one of javascript'],
    ['a regular expression that we cannot run', SEARCH.replace('(?i)md5', 'a++'), 'found a regular expression that we cannot run', 'possessive'],
    ['no YAML', 'rules: [', 'found text that is no YAML', 'YAML'],
    ['a taint key in a search rule', `${SEARCH}    pattern-sinks: []\n`, 'pattern-sinks in mode search', 'mode: taint'],
  ])('says where: %s', async (_, text, place, hint) => {
    const { rules, faults } = await readRules(text, 'r.yaml');
    expect(rules).toEqual([]);
    const said = faults.map(formatFault).join('\n');
    expect(said).toContain(place);
    expect(said).toContain(hint);
  });

  it('says all faults of a file at once', async () => {
    const { faults } = await readRules(SEARCH.replace('WARNING', 'LOUD').replace('pattern-not-inside', 'inside').replace('[js]', '[cobol, js]'), 'r.yaml');
    expect(faults).toHaveLength(3);
  });
});
