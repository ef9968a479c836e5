/**
 * The yardstick: a Bolt app that only acknowledges, on the receiver and with the options that Wheelhouse uses. It
 * checks signatures and parses the form, as every Bolt app does. Plain JavaScript, because the product is compared as
 * it is built: reading TypeScript would cost this process memory and time that the product doesn't spend.
 */
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

const receiver = new HTTPReceiver({
  signingSecret: process.env['SLACK_SIGNING_SECRET'],
  endpoints: '/slack/events',
  logLevel: LogLevel.ERROR,
});
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  convoStore: false,
  authorize: () => Promise.resolve({ botToken: process.env['SLACK_BOT_TOKEN'] }),
});
app.command(/.*/, async ({ ack }) => {
  await ack();
});
await app.start({ port: Number(process.env['PORT']), host: '127.0.0.1' });

process.on('disconnect', () => process.exit(0));
// The one order: how much memory is resident, in bytes.
process.on('message', () => process.send({ kind: 'answer', answer: process.memoryUsage.rss() }));
process.send({ kind: 'ready' });
