/** Runs as the candidate. */
export default function driver({ require }) {
  const sanitizeHtml = require('/work/repo');
  return {
    /** The HTML of each text, with the same options. One may be refused and the next one not. */
    clean: (texts, options) =>
      texts.map((text) => {
        try {
          return sanitizeHtml(text, { allowedTags: ['p', 'b', 'iframe'], allowedAttributes: { iframe: ['src', 'width', 'title'] }, ...options });
        } catch (error) {
          return { refused: String(error?.message) };
        }
      }),
  };
}
