/** Reads a form as a server does: by the boundary that the header names. `[{ name, filename, type, value }]`, or null where it is none. */
export function parseForm(contentType, body) {
  const boundary = /^multipart\/form-data; boundary=([A-Za-z0-9_.'+-]{1,70})$/.exec(contentType ?? '')?.[1];
  if (boundary === undefined) return null;
  const text = `\r\n${Buffer.from(body).toString('latin1')}`;
  const [start, ...pieces] = text.split(`\r\n--${boundary}`);
  const end = pieces.pop();
  if (start !== '' || end === undefined || !/^--(?:\r\n)?$/.test(end)) return null;
  return pieces.map((piece) => {
    const gap = piece.indexOf('\r\n\r\n');
    const head = piece.slice(0, gap);
    const field = (expression) => expression.exec(head)?.[1];
    return { name: field(/[; ]name="([^"]*)"/), filename: field(/filename="([^"]*)"/), type: field(/\r\nContent-Type: ([^\r]*)/i), value: Buffer.from(piece.slice(gap + 4), 'latin1') };
  });
}
