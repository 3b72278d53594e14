import { AseError } from '../contract/errors.ts';

/** @throws AseError `bad-input`: a prediction is text, and other bytes would not survive in it. */
export function decodeUtf8(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new AseError('bad-input', `${place} is not UTF-8, and a prediction is text`, { remedy: 'Choose a region whose lines are UTF-8.', cause: error });
  }
}
