import type { Delivery, OutgoingRequest } from './delivery/deliver.ts';
import { deliver } from './delivery/deliver.ts';
import type { Click, Desk, TypedCommand } from './delivery/person.ts';
import { click, typeCommand } from './delivery/person.ts';
import { responseUrls } from './delivery/response-urls.ts';
import { signatureHeaders } from './delivery/signature.ts';
import type { Directory, SlackSandboxOptions } from './options.ts';
import { directoryOf } from './options.ts';
import type { Faults } from './web-api/faults.ts';
import { faults } from './web-api/faults.ts';
import { limiter, RATES, unlimited } from './web-api/rates.ts';
import type { RecordedCall } from './web-api/record.ts';
import { describeCall } from './web-api/record.ts';
import { RESPONSE_PATH, startSlackHttp } from './web-api/server.ts';
import { changes } from './workspace/changes.ts';
import { describeWorkspace } from './workspace/describe.ts';
import type { Ephemeral, RootMessage } from './workspace/message.ts';
import { timestamps } from './workspace/timestamps.ts';
import { Workspace } from './workspace/workspace.ts';

/** A running Slack workspace. What it returns is copies: nothing done to them changes the workspace. */
export interface SlackSandbox {
  /** For `slackApiUrl`: http://127.0.0.1:PORT/api/ */
  readonly apiUrl: string;
  readonly directory: Directory;
  /** Every call that has ended, of the Web API and of response URLs, oldest first. */
  readonly record: readonly RecordedCall[];
  readonly faults: Faults;
  /** Tells Slack where the bot's request URL is, e.g. http://127.0.0.1:3000/slack/events. */
  connect(eventsUrl: string): void;
  /** A person types a command. Resolves when it is acknowledged or given up; never rejects for the bot's faults. */
  command(typed: TypedCommand): Promise<Delivery>;
  /** A person clicks. Rejects when they see no such element. */
  click(clicked: Click): Promise<Delivery>;
  /** Sends the very same request again, as an attacker may. Shows nothing in the workspace. */
  redeliver(delivery: Delivery): Promise<Delivery>;
  /** Sends any request to the bot. Shows nothing in the workspace. */
  send(request: OutgoingRequest): Promise<Delivery>;
  /** Signature headers for a body; `timestampS` is now unless told. */
  sign(body: string, timestampS?: number): Record<string, string>;
  /** Root messages of a channel with their threads, oldest first. */
  messages(channel: string): RootMessage[];
  /** What only this person sees, oldest first; in all channels unless one is named. */
  ephemerals(user: string, channel?: string): Ephemeral[];
  /** The bot is invited to a channel; or removed from it. */
  invite(channel: string): void;
  remove(channel: string): void;
  /** While away Slack can't be reached: every connection to it is cut. */
  away(on: boolean): void;
  /** Calls the listener after each change of the workspace or the record; returns how to stop that. */
  onChange(listener: () => void): () => void;
  /**
   * Resolves with the first value of `look` that isn't false, null or undefined, looked for at each change.
   * Rejects after `timeoutMs` (5000) with what the channels show and the last calls.
   */
  waitFor<T>(look: () => T | false | null | undefined, timeoutMs?: number): Promise<T>;
  stop(): Promise<void>;
}

/** Slack's time to acknowledge, in milliseconds. */
const ACK_LIMIT_MS = 3000;

const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Slackbot 1.0' };

/** Starts a Slack workspace on 127.0.0.1. Rejects when the port is taken. */
export const startSlackSandbox = async (options: SlackSandboxOptions): Promise<SlackSandbox> => {
  const now = options.now ?? Date.now;
  const ackLimitMs = options.ackLimitMs ?? ACK_LIMIT_MS;
  const watch = changes();
  const record: RecordedCall[] = [];
  const workspace = new Workspace(directoryOf(options), now, watch.notify);
  const urls = responseUrls(workspace, now);
  const troubles = faults();
  const http = await startSlackHttp(
    {
      api: {
        workspace,
        token: options.bot.token,
        rates: options.rates === 'off' ? unlimited : limiter(RATES, now),
      },
      responseUrls: urls,
      faults: troubles,
      now,
      recorded: (call) => {
        record.push(call);
        watch.notify();
      },
    },
    options.port ?? 0,
  );

  let eventsUrl: string | undefined;
  const send = (request: OutgoingRequest): Promise<Delivery> => {
    if (eventsUrl === undefined)
      throw new Error("Tell the sandbox where the bot is first: connect('http://…')");
    return deliver(eventsUrl, request, ackLimitMs);
  };
  const sign = (body: string, timestampS = Math.floor(now() / 1000)) =>
    signatureHeaders(options.signingSecret, body, timestampS);
  const newTs = timestamps(now);
  const desk: Desk = {
    workspace,
    newTs,
    envelope: (origin) => ({
      team: workspace.directory.team,
      responseUrl: `${http.origin}${RESPONSE_PATH}${urls.issue(origin)}`,
      triggerId: `${newTs()}.sandbox`,
    }),
    deliverForm: async (body) => send({ headers: { ...FORM, ...sign(body) }, body }),
  };
  const describe = () => {
    const calls = record.slice(-8).map((call) => `  ${describeCall(call)}`);
    return `The channels show:\n${describeWorkspace(workspace)}\nThe last calls:\n${calls.join('\n') || '  (none)'}`;
  };

  return {
    apiUrl: `${http.origin}/api/`,
    directory: workspace.directory,
    record,
    faults: troubles,
    connect: (url) => {
      eventsUrl = url;
    },
    command: (typed) => typeCommand(desk, typed),
    click: (clicked) => click(desk, clicked),
    redeliver: async (delivery) => send(delivery.request),
    send: async (request) => send(request),
    sign,
    messages: (channel) => structuredClone(workspace.roots(channel)),
    ephemerals: (user, channel) => structuredClone(workspace.ephemerals(user, channel)),
    invite: (channel) => workspace.admit(channel, true),
    remove: (channel) => workspace.admit(channel, false),
    away: http.away,
    onChange: watch.onChange,
    waitFor: (look, timeoutMs = 5000) => watch.waitFor(look, timeoutMs, describe),
    stop: http.stop,
  };
};
