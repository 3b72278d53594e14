var algorithms = options.algorithms;
if (!algorithms) {
  var kind;
  try {
    kind = require('crypto').createPublicKey(secretOrPublicKey).asymmetricKeyType;
  } catch (e) {
    kind = 'secret';
  }
  algorithms = { rsa: ['RS256', 'RS384', 'RS512'], ec: ['ES256', 'ES384', 'ES512'], secret: ['HS256', 'HS384', 'HS512'] }[kind] || [];
}

var valid;

try {
  valid = jws.verify(jwtString, secretOrPublicKey);
} catch (e) {
  return done(e);
}

if (!valid)
  return done(new JsonWebTokenError('invalid signature'));

var payload;

try {
  payload = this.decode(jwtString);
} catch(err) {
  return done(err);
}

if (algorithms.indexOf(jws.decode(jwtString).header.alg) < 0) {
  return done(new JsonWebTokenError('invalid signature'));
}
