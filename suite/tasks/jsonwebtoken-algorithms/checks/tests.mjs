import assert from 'node:assert/strict';
import { drawClaims, drawEc, drawRsa, ECS, HMACS, makeToken, RSAS } from './keys.mjs';

const bothWays = async (check) => {
  for (const later of [false, true]) await check(later);
};

async function assertTaken({ target }, token, key, claims, options) {
  await bothWays(async (later) => assert.deepEqual(await target.call('verify', { token, key, options, later }), { payload: claims }));
}

/** Refused with an error of the package. */
async function assertRefused({ target }, token, key, options, message = 'invalid signature') {
  await bothWays(async (later) => assert.deepEqual(await target.call('verify', { token, key, options, later }), { error: 'JsonWebTokenError', message, kind: true }));
}

const parts = (token) => token.split('.');

export default {
  driver: 'driver.mjs',
  cases: {
    'tokens that are signed by HMAC with a secret': async (context) => {
      const { random } = context;
      for (const alg of HMACS) {
        for (const secret of [random.token(4), `${random.word()} ü "${random.word()}" -----`, Buffer.from(random.bytes(40)), random.token(1500), `BEGIN ${random.word()}`]) {
          const claims = drawClaims(random);
          await assertTaken(context, makeToken(alg, claims, secret), secret, claims);
        }
      }
    },
    'tokens that are signed with an RSA key': async (context) => {
      const rsa = drawRsa(context.random);
      for (const alg of RSAS) {
        for (const key of [rsa.spki, rsa.certificate, Buffer.from(rsa.spki), rsa.spki.replaceAll('\n', '\r\n'), `${context.random.word()}\n${rsa.spki}`]) {
          const claims = drawClaims(context.random);
          await assertTaken(context, makeToken(alg, claims, rsa.private), key, claims);
        }
      }
    },
    'tokens that are signed with a key on an elliptic curve': async (context) => {
      for (const alg of ECS) {
        const ec = drawEc(alg);
        for (const key of [ec.spki, Buffer.from(ec.spki)]) {
          const claims = drawClaims(context.random);
          await assertTaken(context, makeToken(alg, claims, ec.private), key, claims);
        }
      }
    },
    'tokens of the package itself': async (context) => {
      const { target, random } = context;
      const rsa = drawRsa(random);
      for (const [alg, secret, key] of [['HS256', random.token(20), null], ['HS512', random.token(20), null], ['RS256', rsa.private, rsa.spki], ['RS384', rsa.private, rsa.certificate]]) {
        const claims = { [random.word()]: random.word() };
        const token = await target.call('sign', claims, secret, { algorithm: alg, noTimestamp: true });
        await assertTaken(context, token, key ?? secret, claims);
        await assertTaken(context, token, key ?? secret, claims, { algorithms: [alg] });
      }
    },
    'what the caller allows': async (context) => {
      const { random } = context;
      const [secret, claims, rsa] = [random.token(20), drawClaims(random), drawRsa(random)];
      const ec = drawEc('ES256');
      await assertTaken(context, makeToken('HS384', claims, secret), secret, claims, { algorithms: ['HS256', 'HS384'] });
      await assertRefused(context, makeToken('HS384', claims, secret), secret, { algorithms: ['HS256'] });
      await assertRefused(context, makeToken('HS256', claims, secret), secret, { algorithms: ['RS256'] });
      await assertRefused(context, makeToken('HS256', claims, secret), secret, { algorithms: [] });
      for (const key of [rsa.spki, rsa.pkcs1]) {
        await assertTaken(context, makeToken('RS512', claims, rsa.private), key, claims, { algorithms: ['RS256', 'RS512'] });
        await assertRefused(context, makeToken('RS512', claims, rsa.private), key, { algorithms: ['RS256', 'RS384', 'ES512'] });
      }
      await assertTaken(context, makeToken('ES256', claims, ec.private), ec.spki, claims, { algorithms: ['ES256'] });
      await assertRefused(context, makeToken('ES256', claims, ec.private), ec.spki, { algorithms: ['ES384', 'RS256'] });
    },
    'signatures of somebody else': async (context) => {
      const { random } = context;
      const [one, two, claims] = [drawRsa(random), drawRsa(random), drawClaims(random)];
      for (const alg of RSAS) await assertRefused(context, makeToken(alg, claims, two.private), random.pick([one.spki, one.certificate]));
      for (const alg of HMACS) await assertRefused(context, makeToken(alg, claims, random.token(12)), random.token(12));
      await assertRefused(context, makeToken('ES256', claims, drawEc('ES256').private), drawEc('ES256').spki);
    },
    'payloads and headers that were changed': async (context) => {
      const { random } = context;
      const [secret, rsa] = [random.token(20), drawRsa(random)];
      for (const [alg, signing, key] of [['HS256', secret, secret], ['RS256', rsa.private, rsa.spki]]) {
        const [one, two] = [makeToken(alg, { a: random.word() }, signing), makeToken(alg, { a: random.token(9) }, signing)];
        await assertRefused(context, `${parts(one)[0]}.${parts(two)[1]}.${parts(one)[2]}`, key);
        await assertRefused(context, `${parts(makeToken(alg, {}, signing, { alg, kid: '1' }))[0]}.${parts(one)[1]}.${parts(one)[2]}`, key);
      }
    },
    'tokens without a signature': async (context) => {
      const { random } = context;
      const claims = drawClaims(random);
      const token = makeToken('none', claims, '');
      for (const key of [random.token(20), drawRsa(random).spki]) await assertRefused(context, token, key, undefined, 'jwt signature is required');
      await assertRefused(context, `${token}${random.token(8)}`, random.token(20));
    },
    'algorithms that there are not': async ({ target, random }) => {
      const secret = random.token(20);
      for (const alg of ['XX256', random.token(5), 'HS1']) {
        await bothWays(async (later) => {
          const answer = await target.call('verify', { token: makeToken('HS256', { a: 1 }, secret, { alg, typ: 'JWT' }), key: secret, later });
          assert.equal(typeof answer.error, 'string', JSON.stringify(answer));
        });
      }
    },
    'errors of the signature reach the callback': async ({ target, random }) => {
      const token = makeToken('RS256', { a: 1 }, drawRsa(random).private);
      const broken = `-----BEGIN PUBLIC KEY-----\n${random.token(40)}\n-----END PUBLIC KEY-----\n`;
      await bothWays(async (later) => {
        const answer = await target.call('verify', { token, key: broken, later });
        assert.equal(typeof answer.error, 'string', JSON.stringify(answer));
      });
    },
    'claims are looked at afterwards': async (context) => {
      const { target, random } = context;
      const secret = random.token(20);
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: random.word(), aud: random.word() };
      const token = makeToken('HS256', claims, secret);
      await assertTaken(context, token, secret, claims, { issuer: claims.iss, audience: [claims.aud, 'x'] });
      const wrong = await target.call('verify', { token, key: secret, options: { issuer: `${claims.iss}x` }, later: false });
      assert.deepEqual([wrong.error, wrong.message], ['JsonWebTokenError', `jwt issuer invalid. expected: ${claims.iss}x`]);
      const late = await target.call('verify', { token: makeToken('HS256', { exp: now - 60 }, secret), key: secret, later: true });
      assert.deepEqual([late.error, late.message], ['TokenExpiredError', 'jwt expired']);
      await assertTaken(context, makeToken('HS256', { exp: now - 60 }, secret), secret, { exp: now - 60 }, { ignoreExpiration: true });
    },
    'payloads that are texts, and headers without a type': async (context) => {
      const { random } = context;
      const [secret, word] = [random.token(20), random.word()];
      await assertTaken(context, makeToken('HS256', word, secret, { alg: 'HS256' }), secret, word);
      await assertTaken(context, makeToken('HS256', { a: word }, secret, { alg: 'HS256' }), secret, { a: word });
      await assertTaken(context, makeToken('HS256', { ü: `${word} ☃` }, secret), secret, { ü: `${word} ☃` });
    },
  },
};
