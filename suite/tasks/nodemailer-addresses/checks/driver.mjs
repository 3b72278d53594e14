/** Runs as the candidate: makes messages, as they would be sent. */
export default function driver({ require }) {
  const nodemailer = require('/work/repo');
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
  return {
    async send(message) {
      const { envelope, message: raw } = await transport.sendMail(message);
      return { envelope, raw: raw.toString() };
    },
  };
}
