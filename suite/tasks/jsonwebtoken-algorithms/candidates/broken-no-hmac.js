var text = String(secretOrPublicKey);
var algorithms = options.algorithms;
if (!algorithms) {
  algorithms = true ? ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] : ['HS256', 'HS384', 'HS512'];
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

var header = jws.decode(jwtString).header;
if (algorithms.indexOf(header.alg) === -1) {
  return done(new JsonWebTokenError('invalid signature'));
}
