/** Keys, and tokens that are signed by hand. */
import { createHmac, createSign, generateKeyPairSync, sign as signBytes } from 'node:crypto';

const base64url = (value) => Buffer.from(typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value)).toString('base64url');
const CURVES = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

export const HMACS = ['HS256', 'HS384', 'HS512'];
export const RSAS = ['RS256', 'RS384', 'RS512'];
export const ECS = Object.keys(CURVES);

const bits = (alg) => alg.slice(2);

function signatureOf(alg, input, key) {
  if (alg === 'none') return '';
  if (/^HS/i.test(alg)) return createHmac(`sha${bits(alg)}`, key).update(input).digest('base64url');
  if (alg.startsWith('ES')) return signBytes(`sha${bits(alg)}`, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return createSign(`RSA-SHA${bits(alg)}`).update(input).sign(key, 'base64url');
}

export function makeToken(alg, payload, key, header = { alg, typ: 'JWT' }) {
  const input = `${base64url(header)}.${base64url(payload)}`;
  return `${input}.${signatureOf(alg, input, key)}`;
}

/** DER: a tag, a length and what it holds. */
function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const length = content.length < 128 ? [content.length] : content.length < 256 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

/** A certificate that the key signs itself. */
function certify(random, { privateKey, publicKey }) {
  const algorithm = der(0x30, Buffer.from('06092a864886f70d01010b0500', 'hex'));
  const name = der(0x30, der(0x31, der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(random.word())))));
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('490101000000Z')));
  const facts = [der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from([random.int(1, 127)])), algorithm, name, validity, name, publicKey.export({ type: 'spki', format: 'der' })];
  const signed = der(0x30, ...facts);
  const signature = signBytes('sha256', signed, privateKey);
  const text = der(0x30, signed, algorithm, der(0x03, Buffer.from([0]), signature)).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${text.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
}

/** An RSA key: the private one and three PEMs of the public one. Small, as it is quickly made. */
export function drawRsa(random, modulusLength = 1024) {
  const pair = generateKeyPairSync('rsa', { modulusLength });
  return {
    private: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    pkcs1: pair.publicKey.export({ type: 'pkcs1', format: 'pem' }),
    spki: pair.publicKey.export({ type: 'spki', format: 'pem' }),
    certificate: certify(random, pair),
  };
}

export function drawEc(alg) {
  const pair = generateKeyPairSync('ec', { namedCurve: CURVES[alg] });
  return { private: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), spki: pair.publicKey.export({ type: 'spki', format: 'pem' }) };
}

/** Claims as an application has them. */
export const drawClaims = (random) => ({
  [random.word()]: random.pick([random.word(), random.int(1, 999), true, [random.word()], { a: random.word() }]),
  ...random.pick([{}, { sub: random.word() }, { iat: Math.floor(Date.now() / 1000) - 9, exp: Math.floor(Date.now() / 1000) + 9000 }]),
});
