/** Forged tokens: whoever has the public key makes them. */
import assert from 'node:assert/strict';
import { drawClaims, drawRsa, HMACS, makeToken } from './keys.mjs';

/** The server verifies with `key`; the token is signed by HMAC with the same bytes. All three hashes, with a callback and without. */
export async function expectRefused({ target, random, hit }, key, options) {
  for (const alg of random.shuffle(HMACS)) {
    for (const later of random.shuffle([true, false])) {
      for (const expires of random.shuffle([true, false])) {
        const proof = random.token(16);
        const payload = { proof, ...(expires ? { exp: Math.floor(Date.now() / 1000) + 3600 } : {}) };
        const answer = await target.call('verify', { token: makeToken(alg, payload, key), key, options, later });
        if (answer?.payload?.proof === proof) hit(`a token that was signed by ${alg} with the bytes of a public key was taken: ${String(key).slice(0, 60)}…`);
      }
    }
  }
}

export async function alive({ target, random }) {
  const later = random.bool();
  const [claims, secret] = [drawClaims(random), random.token(30)];
  const alg = random.pick(HMACS);
  assert.deepEqual(await target.call('verify', { token: makeToken(alg, claims, secret), key: secret, later }), { payload: claims });
  const rsa = drawRsa(random);
  assert.deepEqual(await target.call('verify', { token: makeToken('RS256', claims, rsa.private), key: rsa.spki, later }), { payload: claims });
}
