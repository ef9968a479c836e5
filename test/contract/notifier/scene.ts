import { randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import type { RootMessage } from '../../../sandbox/slack/workspace/message.ts';
import type { IncidentId } from '../../../src/domain/alarm/incident.ts';
import { type Announcement, AnnouncementId } from '../../../src/domain/announcement/announcement.ts';
import { type Clock, systemClock } from '../../../src/domain/clock.ts';
import { type RunId, StepId } from '../../../src/domain/ids.ts';
import type { Notices } from '../../../src/domain/ports/notices.ts';
import { redactor } from '../../../src/domain/redaction/redactor.ts';
import type { RunEvent } from '../../../src/domain/run/event.ts';
import type { RunRequest } from '../../../src/domain/run/run.ts';
import { redisAnnouncer, redisOutbox } from '../../../src/jobs/announcements/redis-outbox.ts';
import { runIntake } from '../../../src/jobs/ledger/intake.ts';
import { redisLease, redisNotices } from '../../../src/jobs/ledger/notices.ts';
import { slackChat } from '../../../src/slack/chat.ts';
import { type NotifierTimes, startNotifier } from '../../../src/slack/notifier.ts';
import { memoryIncidentNotices } from '../../support/memory-incident-notices.ts';
import { testStore } from '../../support/store.ts';
import { readable } from '../../support/story.ts';
import { registry, restartRequest } from '../../support/values.ts';
import { clientOf, OPS, startWorkspace } from '../slack/workspace.ts';

const outcome = { kind: 'succeeded', summary: 'all is new' } as const;
const step = StepId.parse('ask');

/** Intervals as in production, but for the waits of the loop itself. */
const TIMES: NotifierTimes = {
  renewEvery: 500,
  editEvery: 2500,
  lateAfter: 3_600_000,
  postEvery: 1000,
  callEvery: 1500,
  retryFrom: 500,
  retryTo: 5000,
  refusedEvery: 30_000,
  idle: 20,
};

/** What a scene may have besides the usual. */
export interface SceneOptions {
  /** How much faster than the real clock Slack's and the notifier's are. */
  readonly speed?: number;
  readonly channels?: readonly string[];
  readonly rates?: 'slack' | 'off';
  readonly times?: Partial<NotifierTimes>;
  readonly lease?: number;
  /** Where alarms are told whose channel can't be posted in. */
  readonly fallback?: string;
}

/** A channel's id by a number. */
export const channelNo = (n: number): string => `C0N${n}`;

/** Runs in a real Redis, bots that tell of them, and a Slack that limits as the real one does. */
export async function notifierScene(options: SceneOptions = {}) {
  const { speed = 1, lease = 60_000 } = options;
  const started = Date.now();
  const clock: Clock = { now: () => started + (Date.now() - started) * speed };
  const { redis, keys, ledger, server } = testStore();
  const slack = await startWorkspace({
    now: clock.now,
    rates: options.rates ?? 'slack',
    channels: [OPS, ...(options.channels ?? [])].map((id) => ({ id, name: id, botIsMember: true })),
  });
  const logged: string[] = [];
  const log = (fields: unknown, message: string): void => {
    logged.push(`${message} ${JSON.stringify(fields)}`);
  };
  const intake = runIntake({
    redis,
    keys,
    clock: systemClock,
    // A busy machine may be slow; what a person waits for is not under test here.
    limit: 60_000,
    dedupe: 60_000,
    retention: 600_000,
    redactor: redactor({ secrets: [] }),
    enqueue: async () => undefined,
    onFailure: (what, error) => log({ error: String(error) }, what),
  });
  // What is put off is put off on Redis's clock, which nobody can speed up.
  const kept = redisNotices(redis, server.connect(), keys);
  const notices: Notices = {
    ...kept,
    postpone: (id, revision, delay) => kept.postpone(id, revision, delay / speed),
  };
  const announcements = redisOutbox(redis, keys, 600_000);
  const outbox: typeof announcements = {
    ...announcements,
    postpone: (id, delay) => announcements.postpone(id, delay / speed),
  };
  const incidents = memoryIncidentNotices(clock);
  const bots: { stop(): Promise<void> }[] = [];
  let tries = 0;
  let services = 0;

  return {
    slack,
    clock,
    /** The incidents that are told beside the runs; in memory. */
    incidents,
    logged,
    /** How often anything was asked of Slack, whether it heard it or not. */
    tries: () => tries,
    /** Starts a bot's notifier. */
    bot() {
      const client = clientOf(slack);
      const chat = slackChat(client, redactor({ secrets: [] }));
      const one = startNotifier({
        notices,
        incidents: { notices: incidents, fallback: options.fallback },
        outbox,
        lease: redisLease(redis, keys.lease('notifier'), randomUUID(), lease),
        chat: {
          ...chat,
          post: (...args) => {
            tries += 1;
            return chat.post(...args);
          },
        },
        clock,
        log: { info: log, warn: log, error: log },
        onFailure: (what, error, fields) => log({ ...fields, error: String(error) }, what),
        times: { ...TIMES, ...options.times },
      });
      bots.push(one);
      return one;
    },
    /** Accepts a run and lets a worker claim it. */
    async run(channel: string = OPS, more: Partial<RunRequest['target']> = {}) {
      services += 1;
      const target = { ...registry, ecsService: `service-${services}`, ...more };
      const request = restartRequest(ulid(), { target, origin: { team: 'T', channel } });
      const accepted = await intake.accept(request, request.id, []);
      if (accepted.kind !== 'accepted') throw new Error(`the run was not accepted: ${accepted.kind}`);
      const claim = await ledger.claim(request.id);
      if (claim.kind !== 'claimed') throw new Error(`the run was not claimed: ${claim.kind}`);
      const { epoch } = claim.claim;
      const events: RunEvent[] = [];
      const write = async (change: Omit<Parameters<typeof ledger.write>[2], 'due'>): Promise<void> => {
        const written = await ledger.write(request.id, { epoch }, { ...change, due: 'never' });
        if (written !== 'written') throw new Error(`the run was not written: ${written}`);
      };
      return {
        id: request.id,
        channel,
        /** Something happens: an effect, told in the thread. */
        async effect(text: string) {
          const event = { kind: 'effect', at: clock.now(), step, text } as const;
          events.push(event);
          await write({ events: [event] });
        },
        /** Its root changes. */
        remark: (remark: string) => write({ remark }),
        async end() {
          const event = { kind: 'end', at: clock.now(), outcome } as const;
          events.push(event);
          await write({ events: [event], state: { status: 'ended', outcome, at: clock.now() } });
        },
      };
    },
    /** The root messages of a run or an incident, in all channels. */
    rootsOf: (id: RunId | IncidentId): RootMessage[] =>
      slack.directory.channels.flatMap((channel) =>
        slack.messages(channel.id).filter((root) => markOf(root) === `${id}/root`),
      ),
    /** Announces something to channels and people. */
    announce: (announcement: Announcement) =>
      redisAnnouncer(redis, keys, redactor({ secrets: [] })).announce(announcement),
    /** How many announcements somebody must still be told of. */
    unannounced: () => redis.zcard(keys.announcements),
    /** An announcement of a kind that this build doesn't know. */
    async keepForLater(id: string) {
      const body = JSON.stringify({
        id,
        to: [{ kind: 'channel', channel: OPS }],
        what: { kind: 'later-kind' },
      });
      await redis.hset(keys.announcement(AnnouncementId.parse(id)), { at: Date.now(), version: 0, body });
      await redis.zadd(keys.announcements, 0, id);
    },
    /** How many runs there is something to tell of, now or later. */
    untold: () => redis.zcard(keys.notices),
    async stop() {
      for (const one of bots) await one.stop();
      await slack.stop();
      await server.cleanup();
    },
  };
}

/** What a message carries so that it can be found again. */
export const markOf = ({ metadata }: Pick<RootMessage, 'metadata'>): unknown =>
  metadata?.event_payload['mark'];

/** What a person reads in a run's thread. */
export const threadOf = (root: RootMessage | undefined): string[] => (root?.thread ?? []).map(readable);

export { OPS };
