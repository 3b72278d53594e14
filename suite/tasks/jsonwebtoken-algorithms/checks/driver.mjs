/** Runs as the candidate. */
export default function driver({ require }) {
  const jwt = require('/work/repo');

  const say = (error) => ({ error: error.name, message: error.message, kind: error instanceof jwt.JsonWebTokenError });

  function verifyNow(token, key, options) {
    try {
      return { payload: options === undefined ? jwt.verify(token, key) : jwt.verify(token, key, options) };
    } catch (error) {
      return say(error);
    }
  }

  const verifyLater = (token, key, options) =>
    new Promise((resolve) => {
      const answer = (error, payload) => resolve(error ? say(error) : { payload });
      try {
        if (options === undefined) jwt.verify(token, key, answer);
        else jwt.verify(token, key, options, answer);
      } catch (error) {
        resolve({ thrown: error.message });
      }
    });

  return {
    /** `{ payload }`, or `{ error, message, kind }`; `{ thrown }` is an error that a callback did not get. */
    verify: ({ token, key, options, later }) => (later ? verifyLater : verifyNow)(token, key, options),
    sign: (payload, key, options) => jwt.sign(payload, key, options),
  };
}
