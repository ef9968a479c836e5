import type { Clock, DurationMs } from '../domain/clock.ts';
import type { OnFailure } from '../domain/fault/log-fault.ts';
import type { Outbox } from '../domain/ports/announcements.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Lease, Notices } from '../domain/ports/notices.ts';
import { tellAnnouncements } from './announcements.ts';
import type { Urgency } from './bucket.ts';
import { slackBudget } from './budget.ts';
import type { Chat } from './chat.ts';
import { dueIncidents, type IncidentStories } from './due-incidents.ts';
import { dueRuns } from './due-runs.ts';
import type { DueStory, TellerParts } from './due-story.ts';
import { guardedChat } from './guarded-chat.ts';
import { noOutage, worse } from './outage.ts';
import { ranked, urgencyOf } from './priority.ts';
import { threadOf } from './thread-of.ts';

/** What the notifier needs. */
export interface NotifierParts {
  readonly notices: Notices;
  /** Absent where no alarms are watched. */
  readonly incidents?: IncidentStories | undefined;
  readonly outbox: Outbox;
  readonly lease: Lease;
  readonly chat: Chat;
  readonly clock: Clock;
  readonly log: Log;
  readonly onFailure: OnFailure;
  readonly times: NotifierTimes;
}

/** The notifier's intervals. */
export interface NotifierTimes {
  /** How often the lease is renewed, whatever Slack does. */
  readonly renewEvery: DurationMs;
  /** At least this long between two edits of one message, except for its last. */
  readonly editEvery: DurationMs;
  /** What is told this long after it happened says so. */
  readonly lateAfter: DurationMs;
  /** Slack's budget: between two posts in a channel, and between two calls of one method of tier 3. */
  readonly postEvery: DurationMs;
  readonly callEvery: DurationMs;
  /** The first and the longest wait after an answer that wasn't clear. */
  readonly retryFrom: DurationMs;
  readonly retryTo: DurationMs;
  /** After a refusal that won't heal by itself soon (no place to post in, say). */
  readonly refusedEvery: DurationMs;
  /** How often the list is read when no hint comes. */
  readonly idle: DurationMs;
}

/** How many due stories of a kind one turn ranks; the rest come when these are told or put off. */
const PAGE = 500;
/** How many stories are told at the same time, so that one slow answer doesn't hold up the others. */
const AT_ONCE = 4;
/** A turn ends after this, so that what has become urgent meanwhile is ranked anew; what hangs at Slack is left to itself. */
const TURN_MS = 1_000;
/** At least this long from one turn to the next, however many hints come. */
const GAP_MS = 25;
/** The same while Slack's budget keeps many back: more turns would tell nothing more, and cost the commands' answers. */
const CROWDED_MS = 200;
/** How long a due run is put off at least when Slack's budget keeps many back. */
const AWAY_MS = 1_000;
/** So many may be kept back without being put off: ranking them anew each turn costs little. */
const FEW = 20;
/** The workspace takes posts in about this many channels at once (see the budget). */
const CHANNELS_AT_ONCE = 4;

/** Whoever holds the lease tells Slack what became of alarms and runs, and what is announced; the others stand by. */
export function startNotifier(parts: NotifierParts): { stop(): Promise<void> } {
  const { notices, incidents, lease, clock, log, onFailure, times } = parts;
  const budget = slackBudget(clock, times);
  let outage = noOutage;
  let stopped = false;
  let isCrowded = false;
  let wake: () => void = () => undefined;
  let rest: () => void = () => undefined;
  /** What is being told. A call that hangs may outlast its turn. */
  const telling = new Map<string, Promise<void>>();
  const ANNOUNCEMENTS = 'announcements';

  const onAnswer = (answer: 'clear' | 'unknown'): void => {
    outage =
      answer === 'clear'
        ? noOutage
        : worse(outage, { from: times.retryFrom, to: times.retryTo }, clock.now());
  };
  const isQuiet = (): boolean => clock.now() < outage.quietUntil;
  const chatFor = (urgency: Urgency): ReturnType<TellerParts['chatFor']> => ({
    chat: guardedChat(parts.chat, { budget, lease, onAnswer }, urgency),
    wait: (method, channel) => budget.wait(method, channel, urgency),
  });
  const teller = { clock, log, onFailure, times, chatFor };
  const sources = [dueRuns(notices, teller), ...(incidents ? [dueIncidents(incidents, teller)] : [])];

  /** Keeps in mind that something is being told, until it is, or has broken. */
  const keeping = (name: string, told: Promise<void>, broken: () => void): Promise<void> => {
    const done = told
      .catch((error: unknown) => {
        broken();
        onFailure('the notifier lost something; it goes on', error);
      })
      .finally(() => telling.delete(name));
    telling.set(name, done);
    return done;
  };
  const nameOf = ({ kind, id }: DueStory): string => `${kind}/${id}`;

  /** Tells what is announced to channels and people, beside the stories. */
  const announce = (most: number | undefined): Promise<void> =>
    tellAnnouncements(
      {
        ...{ outbox: parts.outbox, clock, log, onFailure, ...times, ...chatFor('urgent') },
        threadOf: threadOf(notices),
        isOver: () => stopped || isQuiet(),
      },
      most,
    ).catch((error: unknown) => onFailure('the announcements can not be read; they are read again', error));

  /** How long until Slack's budget lets anything be told of a story. */
  const waitOf = ({ concern, channel, shownAt, untold }: DueStory): DurationMs => {
    const urgency = urgencyOf(concern);
    const post = budget.wait('chat.postMessage', channel, urgency);
    if (shownAt === undefined) return post;
    const edit = budget.wait('chat.update', channel, urgency);
    return untold > 0 ? Math.min(post, edit) : edit;
  };

  /** Tells what is due, most urgent first. Answers how long until there may be more to tell. */
  const turn = async (): Promise<DurationMs> => {
    if (isQuiet()) return outage.quietUntil - clock.now();
    if (!(await lease.hold())) return times.idle;
    const pages = await Promise.all(sources.map((due) => due(PAGE)));
    const isFull = pages.some((page) => page.length >= PAGE);
    const queue = ranked(pages.flat().filter((story) => !telling.has(nameOf(story))));
    budget.expect(queue.filter(({ concern }) => concern === 'alarm').map(({ channel }) => channel));
    const blocked: { readonly story: DueStory; readonly wait: DurationMs }[] = [];
    let until = clock.now() + TURN_MS;
    const endTurn = (): void => {
      until = 0;
    };
    // While Slack gives no clear answers one story at a time is tried, so that few posts are left in doubt.
    const isProbe = outage.failures > 0;
    const drain = async (): Promise<void> => {
      for (let story = queue.shift(); story; story = queue.shift()) {
        if (stopped || isQuiet() || clock.now() >= until) return;
        const wait = waitOf(story);
        if (wait > 0) {
          blocked.push({ story, wait });
          // An alarm takes its turn as soon as it may.
          if (story.concern === 'alarm') until = Math.min(until, clock.now() + wait);
        } else {
          await keeping(nameOf(story), story.tell(), endTurn);
          if (isProbe) return;
        }
      }
    };
    if (!telling.has(ANNOUNCEMENTS)) void keeping(ANNOUNCEMENTS, announce(isProbe ? 1 : undefined), endTurn);
    const busy = [...telling.keys()].filter((name) => name !== ANNOUNCEMENTS).length;
    const free = (isProbe ? 1 : AT_ONCE) - busy;
    // An alarm has a way past calls that hang.
    const most = isProbe || queue[0]?.concern !== 'alarm' ? free : Math.max(1, free);
    const lanes = Promise.all(Array.from({ length: Math.max(0, most) }, drain));
    await Promise.race([lanes, nap(TURN_MS, (cut) => void lanes.then(cut, cut))]);
    const crowd = blocked.filter(({ story }) => story.concern !== 'alarm');
    const isOver = isFull || crowd.length > FEW;
    if (isOver) {
      // What Slack won't take now makes room for what this turn hasn't seen, and isn't read again before its place
      // in the line comes up. A story that changes meanwhile is due at once.
      isCrowded = true;
      const slot = times.postEvery / CHANNELS_AT_ONCE;
      await Promise.all(
        crowd.map(({ story, wait }, place) => story.postpone(Math.max(wait, AWAY_MS) + place * slot)),
      );
    }
    if (until === 0) return times.idle;
    if (isFull || (!isOver && queue.length > 0)) return 0;
    const waiting = blocked.filter(({ story }) => !isOver || story.concern === 'alarm');
    return Math.min(times.idle, ...waiting.map(({ wait }) => wait));
  };

  const tellOn = async (): Promise<void> => {
    let hinted = false;
    const listen = (): void => {
      hinted = true;
    };
    while (!stopped) {
      hinted = false;
      wake = listen;
      isCrowded = false;
      const wait = await turn().catch((error: unknown): DurationMs => {
        onFailure('the notifier lost something; it goes on', error);
        return times.idle;
      });
      if (stopped) return;
      await nap(isCrowded ? CROWDED_MS : GAP_MS, () => undefined);
      const left = Math.min(wait, times.idle) - GAP_MS;
      if (!hinted && left > 0)
        await nap(left, (cut) => {
          wake = cut;
        });
    }
  };

  /** Slow answers of Slack must not cost the lease. */
  const renewOn = async (): Promise<void> => {
    while (!stopped) {
      await nap(times.renewEvery, (cut) => {
        rest = cut;
      });
      if (!stopped) await lease.hold().catch(() => false);
    }
  };

  notices.onDue(() => wake());
  const running = Promise.all([tellOn(), renewOn()]);
  return {
    async stop() {
      stopped = true;
      wake();
      rest();
      await running;
      await Promise.all(telling.values());
      await lease.release().catch(() => undefined);
    },
  };
}

/** Waits for so long, or until it is cut short. */
const nap = (longest: DurationMs, hear: (cut: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, longest);
    hear(() => {
      clearTimeout(timer);
      resolve();
    });
  });
