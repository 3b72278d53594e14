import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

/** Of draft 4, which names itself by `id`. */
const { id: _id, $schema: _draft, ...schema } = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as Record<string, unknown>;
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

/** What the schema of SARIF 2.1.0 says against a document; empty if nothing. */
export function sarifFaults(log: unknown): string {
  return validate(log) ? '' : JSON.stringify(validate.errors);
}
