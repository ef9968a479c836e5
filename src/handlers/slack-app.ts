import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, type CustomRoute, HTTPReceiver, LogLevel } from '@slack/bolt';
import { childLog } from '../domain/ports/log.ts';
import { redacted } from '../domain/redaction/redacted.ts';
import { brokeBefore, wrongTime } from '../views/reply/refusal.ts';
import { answerCommand } from './command/answer-command.ts';
import type { Command, HandlerParts, Reply } from './parts.ts';
import { SLASH } from './slash.ts';

/** What the Slack edge needs besides the handlers' parts. */
export interface SlackEdge {
  readonly signingSecret: string;
  readonly botToken: string;
  /** Ends in `/api/`. */
  readonly slackApiUrl: string;
  /** Whether this process can serve: the answer of `GET /healthz`. */
  readonly healthy: () => boolean;
}

/** A Bolt app on its HTTP receiver, not yet listening. */
export function slackApp(
  parts: HandlerParts,
  edge: SlackEdge,
): { readonly app: App; readonly receiver: HTTPReceiver } {
  const receiver = new HTTPReceiver({
    signingSecret: edge.signingSecret,
    endpoints: '/slack/events',
    customRoutes: [health(edge.healthy)],
    logLevel: LogLevel.ERROR,
    customPropertiesExtractor: (request) => ({ requestTime: request.headers['x-slack-request-timestamp'] }),
  });
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    authorize: () => Promise.resolve({ botToken: edge.botToken }),
    clientOptions: { slackApiUrl: edge.slackApiUrl },
  });
  app.error(async (error) => {
    parts.log.error({ error }, 'a Slack request failed');
  });

  app.command(SLASH, async ({ body, ack, respond, context }) => {
    // Bolt refuses what is older than five minutes, and takes what comes from the future.
    if (!isTimely(parts, context['requestTime'])) {
      parts.log.warn({ team: body.team_id, user: body.user_id }, 'a request with a wrong time was refused');
      await ack({ response_type: 'ephemeral', ...wrongTime });
      return;
    }
    const command: Command = {
      actor: { kind: 'slack', team: body.team_id, user: body.user_id },
      channel: body.channel_id,
      text: body.text,
      dedupeKey: `command/${body.team_id}/${body.trigger_id}`,
    };
    const log = childLog(parts.log, { correlation: command.dedupeKey });
    const reply = await answerCommand({ ...parts, log }, command).catch((error: unknown): Reply => {
      parts.log.error({ error }, 'a command broke');
      return { kind: 'now', message: brokeBefore };
    });
    if (reply.kind === 'now') {
      await ack({ response_type: 'ephemeral', ...redacted(parts.redactor, reply.message) });
      return;
    }
    await ack();
    await respond({ response_type: 'ephemeral', ...redacted(parts.redactor, await reply.message) });
  });
  app.command(/.*/, async ({ ack, command }) => {
    if (command.command !== SLASH) await ack(`I answer \`${SLASH}\` only. Try \`${SLASH} help\`.`);
  });
  return { app, receiver };
}

function isTimely({ clock, clockSkew }: HandlerParts, requestTime: unknown): boolean {
  const sent = Number(requestTime) * 1000;
  return Number.isFinite(sent) && Math.abs(clock.now() - sent) <= clockSkew;
}

function health(healthy: () => boolean): CustomRoute {
  return {
    path: '/healthz',
    method: 'GET',
    handler: (_request: IncomingMessage, response: ServerResponse) => {
      const ok = healthy();
      response.writeHead(ok ? 200 : 503, { 'content-type': 'text/plain' }).end(ok ? 'ok\n' : 'stopping\n');
    },
  };
}
