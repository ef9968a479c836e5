/**
 * The yardstick of taking alarms in: a server that only verifies the signature of what SNS sends, and stores nothing.
 * Plain JavaScript, because the product is compared as it is built.
 */
import { verify, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';

const { CERTIFICATE, PORT } = process.env;
const key = new X509Certificate(CERTIFICATE).publicKey;
const NAMES = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const message = JSON.parse(Buffer.concat(parts).toString('utf8'));
    const signed = NAMES.filter((name) => name in message)
      .map((name) => `${name}\n${message[name]}\n`)
      .join('');
    const isRight = verify('RSA-SHA256', Buffer.from(signed), key, Buffer.from(message.Signature, 'base64'));
    response.writeHead(isRight ? 200 : 403, { 'content-type': 'text/plain', 'content-length': 0 }).end();
  });
});

process.on('disconnect', () => process.exit(0));
server.listen(Number(PORT), '127.0.0.1', () => process.send({ kind: 'ready' }));
