/**
 * The yardstick: a Bolt app that only acknowledges, on the receiver and with the options that Wheelhouse uses. Over HTTP
 * it checks signatures and parses the form, as every Bolt app does. Where it is given a Redis it adds a BullMQ job first, as
 * an app does that loses no command. Plain JavaScript, because the product is compared as it is built: reading TypeScript
 * would cost this process memory and time that the product doesn't spend.
 */
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { Queue } from 'bullmq';

const { SLACK_APP_TOKEN, SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, PORT, JOBS_IN } = process.env;

const jobs = JOBS_IN === undefined ? undefined : new Queue('bare', { connection: { url: JOBS_IN } });

const receiver =
  SLACK_APP_TOKEN === undefined
    ? new HTTPReceiver({
        signingSecret: SLACK_SIGNING_SECRET,
        endpoints: '/slack/events',
        logLevel: LogLevel.ERROR,
      })
    : new SocketModeReceiver({
        appToken: SLACK_APP_TOKEN,
        logLevel: LogLevel.ERROR,
        installerOptions: { clientOptions: { slackApiUrl: SLACK_API_URL } },
      });
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  convoStore: false,
  authorize: () => Promise.resolve({ botToken: SLACK_BOT_TOKEN }),
});
app.command(/.*/, async ({ ack, command }) => {
  await jobs?.add('command', { text: command.text, user: command.user_id, channel: command.channel_id });
  await ack();
});
app.options(/.*/, async ({ ack }) => {
  await ack({ options: [] });
});
await app.start({ port: Number(PORT), host: '127.0.0.1' });

process.on('disconnect', () => process.exit(0));
// The one order: how much memory is resident, in bytes.
process.on('message', () => process.send({ kind: 'answer', answer: process.memoryUsage.rss() }));
process.send({ kind: 'ready' });
