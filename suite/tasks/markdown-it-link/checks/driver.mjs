/** Runs as the candidate. */
export default function driver({ require }) {
  const markdownIt = require('/work/repo');
  return {
    /** The HTML of texts, one after the other. One may be refused and the next one not. */
    render: (texts, options = {}) => {
      const md = markdownIt(options);
      return texts.map((text) => {
        try {
          return md.render(text);
        } catch (error) {
          return { refused: String(error?.message) };
        }
      });
    },
    /** What the function itself says, as true or false. */
    validate: (urls) => {
      const md = markdownIt();
      return urls.map((url) => Boolean(md.validateLink(url)));
    },
  };
}
