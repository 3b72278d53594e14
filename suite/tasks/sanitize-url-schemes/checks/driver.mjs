/** Runs as the candidate. */
export default function driver({ require }) {
  const { sanitizeUrl } = require('/work/repo');
  return {
    /** The results for addresses, one after the other. One may be refused and the next one not. */
    ask: (urls) =>
      urls.map((url) => {
        try {
          return { url: sanitizeUrl(url) };
        } catch (error) {
          return { refused: String(error?.message) };
        }
      }),
  };
}
