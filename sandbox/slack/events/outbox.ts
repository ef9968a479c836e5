import type { Delivery, OutgoingRequest } from '../delivery/deliver.ts';
import type { Directory, EventOptions, SandboxChannel } from '../options.ts';
import type { SlackEvent } from './event-body.ts';
import { eventBody } from './event-body.ts';
import type { Subscription } from './subscriptions.ts';
import { USUAL_SUBSCRIPTIONS } from './subscriptions.ts';

/** An event on its way to the app. Its id stays the same however often it is sent. */
export interface SentEvent {
  readonly id: string;
  readonly event: SlackEvent;
  /** Oldest first. */
  readonly attempts: readonly Delivery[];
  readonly state: 'under way' | 'delivered' | 'given up';
}

/** The events a test can look at and meddle with. */
export interface EventControl {
  /** Every event that was to be sent, oldest first. */
  readonly sent: readonly SentEvent[];
  /** The next `times` (1) events of this type are sent twice at the same moment, the second as a retry. */
  twice(type: string, times?: number): void;
}

/** Sends events, and again where they aren't acknowledged. */
export interface Outbox {
  readonly control: EventControl;
  /**
   * Sends an event if the app subscribed to it and can be reached in some way. Resolves after the first attempt,
   * with undefined where nothing was sent; later attempts go on by themselves.
   */
  emit(
    subscription: Subscription,
    event: SlackEvent,
    channel?: SandboxChannel,
  ): Promise<SentEvent | undefined>;
  /** No attempt begins after this. */
  stop(): void;
}

/** Three retries: at once, after a minute, after five. https://docs.slack.dev/apis/events-api/#retries */
export const EVENT_DEFAULTS: EventOptions = {
  subscriptions: USUAL_SUBSCRIPTIONS,
  retryAfterMs: [0, 60_000, 300_000],
};

const JSON_TYPE = { 'content-type': 'application/json', 'user-agent': 'Slackbot 1.0' };

/** Slack's word for why it tries again; Socket Mode knows only that no acknowledgement came. */
const reasonOf = ({ transport, outcome }: Delivery): string => {
  if (transport === 'socket') return 'timeout';
  if (outcome === 'timeout') return 'http_timeout';
  return outcome === 'unreachable' ? 'connection_failed' : 'http_error';
};

interface Sending extends SentEvent {
  attempts: Delivery[];
  state: SentEvent['state'];
  readonly body: string;
}

/** Nothing sent yet. `deliver` is undefined as long as the app has no way to be reached. */
export const outbox = (given: {
  directory: Directory;
  options: EventOptions;
  now: () => number;
  deliver: () => ((request: OutgoingRequest) => Promise<Delivery>) | undefined;
  sign: (body: string) => Record<string, string>;
  changed: () => void;
}): Outbox => {
  const sent: Sending[] = [];
  const retries = new Set<NodeJS.Timeout>();
  const doubled = new Map<string, number>();
  let stopped = false;

  const attempt = async (sending: Sending, retry: Record<string, string>): Promise<void> => {
    const deliver = given.deliver();
    if (deliver === undefined || stopped) return;
    const { body } = sending;
    const delivery = await deliver({ headers: { ...JSON_TYPE, ...given.sign(body), ...retry }, body });
    sending.attempts.push(delivery);
    if (delivery.outcome === 'acked') sending.state = 'delivered';
    given.changed();
  };
  const again = (sending: Sending): void => {
    if (sending.state === 'delivered' || stopped) return;
    const number = sending.attempts.length;
    const last = sending.attempts.at(-1);
    const after = given.options.retryAfterMs[number - 1];
    if (after === undefined || last === undefined) {
      sending.state = 'given up';
      given.changed();
      return;
    }
    const timer = setTimeout(() => {
      retries.delete(timer);
      const headers = { 'x-slack-retry-num': String(number), 'x-slack-retry-reason': reasonOf(last) };
      void attempt(sending, headers).then(() => again(sending));
    }, after);
    retries.add(timer);
  };

  return {
    control: {
      sent,
      twice: (type, times = 1) => {
        doubled.set(type, (doubled.get(type) ?? 0) + times);
      },
    },
    emit: async (subscription, event, channel) => {
      if (!given.options.subscriptions.includes(subscription) || given.deliver() === undefined)
        return undefined;
      const id = `Ev${String(sent.length + 1).padStart(9, '0')}`;
      const body = JSON.stringify(eventBody(given.directory, { id, event, atMs: given.now(), channel }));
      const sending: Sending = { id, event, attempts: [], state: 'under way', body };
      sent.push(sending);
      const left = doubled.get(event.type) ?? 0;
      if (left > 0) doubled.set(event.type, left - 1);
      const copy = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
      await Promise.all([attempt(sending, {}), ...(left > 0 ? [attempt(sending, copy)] : [])]);
      again(sending);
      return sending;
    },
    stop: () => {
      stopped = true;
      for (const timer of retries) clearTimeout(timer);
      retries.clear();
    },
  };
};
