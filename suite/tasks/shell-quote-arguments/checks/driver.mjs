export default async function driver({ require }) {
  const { quote, parse } = require('/work/repo');
  return {
    quote: (list) => quote(list),
    /** The list after quoting, and how it is when parsed. */
    again: (list) => parse(quote(list)),
    /** For each list its quoted text, null where it threw. */
    quoteEach: (lists) =>
      lists.map((list) => {
        try {
          return quote(list);
        } catch {
          return null;
        }
      }),
  };
}
