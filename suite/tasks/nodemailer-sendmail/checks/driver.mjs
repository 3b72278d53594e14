import { existsSync, readFileSync } from 'node:fs';

export default async function driver({ require }) {
  const nodemailer = require('/work/repo');

  /** Transport options name the program and its arguments; the answers that came within a time of the first. */
  const send = (options, mail, waitMs = 0) =>
    new Promise((resolve) => {
      const answers = [];
      const done = (error, info) => {
        answers.push(error ? { error: { message: String(error.message), code: error.code === undefined ? null : String(error.code) } } : { info: { envelope: info.envelope, messageId: info.messageId, response: info.response } });
        if (answers.length === 1) setTimeout(() => resolve(answers), waitMs);
      };
      nodemailer.createTransport({ sendmail: true, ...options }).sendMail(mail, done);
    });

  return {
    read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : ''),
    send,
    /** One after the other; an answer that throws takes none of the others along. */
    sendEach: async (list) => {
      for (const [options, mail] of list) {
        try {
          await send(options, mail);
        } catch {
          // The judge looks at what the program got.
        }
      }
    },
  };
}
