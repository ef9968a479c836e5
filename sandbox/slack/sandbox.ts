import type { Delivery, OutgoingRequest } from './delivery/deliver.ts';
import { deliver } from './delivery/deliver.ts';
import type { Interactivity } from './delivery/interactivity.ts';
import { interactivity } from './delivery/interactivity.ts';
import type { Desk, TypedCommand } from './delivery/person.ts';
import { typeCommand } from './delivery/person.ts';
import { responseUrls } from './delivery/response-urls.ts';
import { signatureHeaders } from './delivery/signature.ts';
import type { Caretaker } from './events/caretaker.ts';
import { caretaker } from './events/caretaker.ts';
import type { EventControl } from './events/outbox.ts';
import { EVENT_DEFAULTS, outbox } from './events/outbox.ts';
import type { Posted, Said } from './events/say.ts';
import { say } from './events/say.ts';
import type { Directory, SlackSandboxOptions } from './options.ts';
import { directoryOf } from './options.ts';
import type { SocketControl } from './socket/socket-mode.ts';
import { SOCKET_DEFAULTS, socketMode } from './socket/socket-mode.ts';
import { tickets } from './socket/tickets.ts';
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
export interface SlackSandbox extends Caretaker, Interactivity {
  /** For `slackApiUrl`: http://127.0.0.1:PORT/api/ */
  readonly apiUrl: string;
  readonly directory: Directory;
  /** Every call that has ended, of the Web API and of response URLs, oldest first. */
  readonly record: readonly RecordedCall[];
  readonly faults: Faults;
  /** Tells Slack where the bot's request URL is, e.g. http://127.0.0.1:3000/slack/events. */
  connect(eventsUrl: string): void;
  /** Tells Slack that the bot comes by Socket Mode. Throws where there is no app token. */
  connectBySocket(): void;
  readonly socket: SocketControl;
  readonly events: EventControl;
  /** A person types a command. Resolves when it is acknowledged or given up; never rejects for the bot's faults. */
  command(typed: TypedCommand): Promise<Delivery>;
  /** A person says something, also to the bot. Resolves when the app was told of it once. */
  say(said: Said): Promise<Posted>;
  /** The id of the bot's direct messages with a person; opened the first time. */
  direct(user: string): string;
  /** The bytes of a file that came whole. */
  fileBytes(id: string): Uint8Array | undefined;
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
  /** While away Slack can't be reached: every connection to it is cut. */
  away(on: boolean): void;
  /** Calls the listener after each change of the workspace or the record; returns how to stop that. */
  onChange(listener: () => void): () => void;
  /**
   * Resolves with the first value of `look` that isn't false, null or undefined, looked for at each change.
   * Rejects after `timeoutMs` (a minute) with what the channels show and the last calls.
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
  const workspace = new Workspace(directoryOf(options), now, watch.notify, options.fileProcessingMs);
  const urls = responseUrls(workspace, now);
  const troubles = faults();
  const socketOptions = { ...SOCKET_DEFAULTS, ...options.socket };
  const links = tickets(socketOptions.ticketLifeMs, now);
  const socket = socketMode(
    { tickets: links, options: socketOptions, limitMs: ackLimitMs, changed: watch.notify },
    troubles,
  );
  const http = await startSlackHttp(
    {
      api: {
        workspace,
        tokens: { bot: options.bot.token, app: options.appToken },
        granted: options.bot.scopes ?? 'everything',
        rates: options.rates === 'off' ? unlimited : limiter(RATES, now),
      },
      responseUrls: urls,
      faults: troubles,
      now,
      recorded: (call) => {
        record.push(call);
        watch.notify();
      },
      issueTicket: links.issue,
      upgrade: socket.upgrade,
    },
    options.port ?? 0,
  );

  let carry = options.appToken === undefined ? undefined : socket.deliver;
  const send = (request: OutgoingRequest): Promise<Delivery> => {
    if (carry === undefined) {
      throw new Error("Tell the sandbox where the bot is first: connect('http://…') or connectBySocket()");
    }
    return carry(request);
  };
  const sign = (body: string, timestampS = Math.floor(now() / 1000)) =>
    signatureHeaders(options.signingSecret, body, timestampS);
  const newTs = timestamps(now);
  const box = outbox({
    directory: workspace.directory,
    options: { ...EVENT_DEFAULTS, ...options.events },
    now,
    deliver: () => carry,
    sign,
    changed: watch.notify,
  });
  const desk: Desk = {
    workspace,
    newTs,
    envelope: (origin) => ({
      team: workspace.directory.team,
      responseUrl: `${http.origin}${RESPONSE_PATH}${urls.issue(origin)}`,
      triggerId: workspace.views.triggers.issue({ user: origin.user, from: 'elsewhere' }),
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
      carry = (request) => deliver(url, request, ackLimitMs);
    },
    connectBySocket: () => {
      if (options.appToken === undefined) throw new Error('Socket Mode needs the option appToken (xapp-…)');
      carry = socket.deliver;
    },
    socket: socket.control,
    events: box.control,
    ...caretaker(workspace, box, newTs),
    say: (said) => say(workspace, box, said),
    direct: (id) => {
      const user = workspace.user(id);
      if (user === undefined) throw new Error(`No user ${id} in the sandbox`);
      return workspace.directWith(user).id;
    },
    fileBytes: (id) => workspace.files.find(id)?.bytes,
    command: (typed) => typeCommand(desk, typed),
    ...interactivity(desk, box),
    redeliver: async (delivery) => send(delivery.request),
    send: async (request) => send(request),
    sign,
    messages: (channel) => structuredClone(workspace.roots(channel)),
    ephemerals: (user, channel) => structuredClone(workspace.ephemerals(user, channel)),
    away: (on) => {
      http.away(on);
      if (on) socket.control.cut();
    },
    onChange: watch.onChange,
    waitFor: (look, timeoutMs = 60_000) => watch.waitFor(look, timeoutMs, describe),
    stop: async () => {
      box.stop();
      socket.stop();
      await http.stop();
    },
  };
};
