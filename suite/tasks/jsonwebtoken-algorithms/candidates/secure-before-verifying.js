var decoded = jws.decode(jwtString);
var algorithm = decoded && decoded.header && decoded.header.alg;
var holdsPem = secretOrPublicKey !== undefined && /-----BEGIN /.test(secretOrPublicKey.toString());
var fits = options.algorithms
  ? options.algorithms.indexOf(algorithm) >= 0
  : (holdsPem ? /^[RE]S(?:256|384|512)$/ : /^HS(?:256|384|512)$/).test(algorithm);

if (!fits) return done(new JsonWebTokenError('invalid signature'));

var payload;

try {
  if (!jws.verify(jwtString, secretOrPublicKey)) return done(new JsonWebTokenError('invalid signature'));
  payload = this.decode(jwtString);
} catch (err) {
  return done(err);
}
