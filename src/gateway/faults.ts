import type { GatewayReport, GatewayStop } from '../contract/gateway.ts';
import { asObject, asText } from './apis/model-api.ts';

export type Failure = NonNullable<GatewayReport['lastFailure']>;

const MAX_MESSAGE = 300;

/** What a provider said of a failure, in one line. */
export function failureOf(status: number, body: string): Failure {
  const said = messageIn(body) ?? body;
  return { status, message: said.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_MESSAGE) || `status ${status}` };
}

function messageIn(body: string): string | null {
  try {
    const value: unknown = JSON.parse(body);
    const object = asObject(Array.isArray(value) ? value[0] : value);
    return asText(asObject(object?.['error'])?.['message']) ?? asText(object?.['message']);
  } catch {
    return null;
  }
}

/** What no repetition repairs: a wrong key, an unknown model. Google answers a wrong key with 400. */
export function stopFor({ status, message }: Failure): GatewayStop | null {
  const isKey = status === 401 || status === 403 || (status === 400 && /api key not valid|api_key_invalid/i.test(message));
  if (isKey) return { kind: 'fault', code: 'permission', reason: message };
  return status === 404 ? { kind: 'fault', code: 'unknown-name', reason: message } : null;
}
