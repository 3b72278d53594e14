/** Runs as the candidate. */
const encoders = {
  identity: (value) => value,
  base64: (value) => Buffer.from(value).toString('base64'),
  quoted: (value) => `"${value}"`,
};

export default function driver({ require }) {
  const cookie = require('/work/repo');
  return {
    serialize(name, value, options, { encoder, noOptions = false } = {}) {
      if (noOptions) return cookie.serialize(name, value);
      return cookie.serialize(name, value, encoder === undefined ? options : { ...options, encode: encoders[encoder] ?? encoder });
    },
    parse: (text) => cookie.parse(text),
  };
}
