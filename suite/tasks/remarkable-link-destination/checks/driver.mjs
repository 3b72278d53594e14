/** Runs as the candidate. */
export default async function driver({ require }) {
  const Remarkable = require('/work/repo');
  const parseLinkDestination = require('/work/repo/lib/helpers/parse_link_destination.js');
  return {
    render: (markdown, preset = 'default', options = {}) => new Remarkable(preset, options).render(markdown),
    renderInline: (markdown) => new Remarkable().renderInline(markdown),
    /** With a validator as an application may set it: it refuses what contains `word`. */
    renderValidated(markdown, word) {
      const md = new Remarkable();
      md.inline.validateLink = (link) => !link.includes(word);
      return md.render(markdown);
    },
    destination(src, pos, posMax) {
      const state = { src, pos: 0, posMax, linkContent: '', parser: { validateLink: () => true } };
      const found = parseLinkDestination(state, pos);
      return found === true ? { found, link: state.linkContent, pos: state.pos } : { found, pos: state.pos };
    },
  };
}
