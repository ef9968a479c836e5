import type { Clock, DurationMs } from '../domain/clock.ts';
import { logFault, type OnFailure } from '../domain/fault/log-fault.ts';
import { chatFault } from '../domain/fault/outside-faults.ts';
import type { Outbox } from '../domain/ports/announcements.ts';
import type { ChatFault } from '../domain/ports/chat.ts';
import { childLog, type Log, runFields } from '../domain/ports/log.ts';
import type { DueNotice, Lease, Notices } from '../domain/ports/notices.ts';
import { tellAnnouncements } from './announcements.ts';
import { slackBudget } from './budget.ts';
import type { Chat } from './chat.ts';
import { guardedChat } from './guarded-chat.ts';
import { noOutage, worse } from './outage.ts';
import { concernOf, ranked, urgencyOf } from './priority.ts';
import { type Telling, tellRun } from './tell-run.ts';

/** What the notifier needs. */
export interface NotifierParts {
  readonly notices: Notices;
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

/** How many due runs one turn ranks; the rest come when these are told or put off. */
const PAGE = 500;
/** How many runs are told about at the same time, so that one slow answer doesn't hold up the others. */
const AT_ONCE = 4;
/** A turn ends after this, so that what has become urgent meanwhile is ranked anew. */
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

/** Whoever holds the lease tells Slack what became of runs, and what is announced; the others stand by. */
export function startNotifier(parts: NotifierParts): { stop(): Promise<void> } {
  const { notices, lease, clock, onFailure, times } = parts;
  const budget = slackBudget(clock, times);
  let outage = noOutage;
  let stopped = false;
  let isCrowded = false;
  let wake: () => void = () => undefined;
  let rest: () => void = () => undefined;

  const onAnswer = (answer: 'clear' | 'unknown'): void => {
    outage =
      answer === 'clear'
        ? noOutage
        : worse(outage, { from: times.retryFrom, to: times.retryTo }, clock.now());
  };
  const isQuiet = (): boolean => clock.now() < outage.quietUntil;

  const failed = async (
    { id, revision }: DueNotice,
    fault: Exclude<ChatFault, { kind: 'limited' }>,
    log: Log,
  ) => {
    switch (fault.kind) {
      case 'standby':
        return;
      case 'refused':
        logFault(
          log,
          chatFault('chat', fault),
          {},
          'nobody can be told of a run; it is tried again now and then',
        );
        return notices.postpone(id, revision, times.refusedEvery);
      case 'unknown':
        logFault(
          log,
          chatFault('chat', fault),
          {},
          'Slack gave no clear answer; what was sent is looked for',
        );
        return notices.postpone(id, revision, times.retryFrom);
    }
  };

  const tell = async (due: DueNotice): Promise<void> => {
    const notice = await notices.read(due.id);
    if (!notice) return notices.settle(due.id, 0);
    const urgency = urgencyOf(concernOf(due));
    const log = childLog(parts.log, runFields(notice.run));
    const went: Telling = await tellRun(
      {
        notices,
        clock,
        log,
        chat: guardedChat(parts.chat, { budget, lease, onAnswer }, urgency),
        wait: (method, channel) => budget.wait(method, channel, urgency),
        editEvery: times.editEvery,
        lateAfter: times.lateAfter,
      },
      notice,
    );
    switch (went.kind) {
      case 'told':
        return notices.settle(due.id, notice.run.revision);
      case 'later':
        return notices.postpone(due.id, notice.run.revision, went.after);
      case 'failed':
        return failed({ ...due, revision: notice.run.revision }, went.fault, log);
    }
  };

  /** Tells one run. A run that can't be read is put off: it mustn't hold up the others. */
  const tellSafely = (due: DueNotice): Promise<void> =>
    tell(due).catch(async (error: unknown) => {
      const ofRun = { run: due.id, ...(due.number === undefined ? {} : { number: due.number }) };
      onFailure('telling of a run broke; it is tried again', error, ofRun);
      await notices.postpone(due.id, due.revision, times.refusedEvery);
    });

  /** Tells what is announced to channels and people, beside the runs. */
  const announce = (most: number | undefined): Promise<void> =>
    tellAnnouncements(
      {
        ...{ outbox: parts.outbox, clock, log: parts.log, onFailure, ...times },
        chat: guardedChat(parts.chat, { budget, lease, onAnswer }, 'urgent'),
        wait: (method, channel) => budget.wait(method, channel, 'urgent'),
        isOver: () => stopped || isQuiet(),
      },
      most,
    ).catch((error: unknown) => onFailure('the announcements can not be read; they are read again', error));

  /** How long until Slack's budget lets anything be told of a run. */
  const waitOf = (due: DueNotice): DurationMs => {
    const urgency = urgencyOf(concernOf(due));
    const post = budget.wait('chat.postMessage', due.channel, urgency);
    if (due.shownAt === undefined) return post;
    const edit = budget.wait('chat.update', due.channel, urgency);
    return due.untold > 0 ? Math.min(post, edit) : edit;
  };

  /** Tells what is due, most urgent first. Answers how long until there may be more to tell. */
  const turn = async (): Promise<DurationMs> => {
    if (isQuiet()) return outage.quietUntil - clock.now();
    if (!(await lease.hold())) return times.idle;
    const page = await notices.due(PAGE);
    const queue = ranked(page);
    const blocked: { readonly due: DueNotice; readonly wait: DurationMs }[] = [];
    const until = clock.now() + TURN_MS;
    // While Slack gives no clear answers one run at a time is tried, so that few posts are left in doubt.
    const isProbe = outage.failures > 0;
    const drain = async (): Promise<void> => {
      for (let due = queue.shift(); due; due = queue.shift()) {
        if (stopped || isQuiet() || clock.now() >= until) return;
        const wait = waitOf(due);
        if (wait > 0) blocked.push({ due, wait });
        else {
          await tellSafely(due);
          if (isProbe) return;
        }
      }
    };
    await Promise.all([
      announce(isProbe ? 1 : undefined),
      ...Array.from({ length: isProbe ? 1 : AT_ONCE }, drain),
    ]);
    if (page.length >= PAGE || blocked.length > FEW) {
      // What Slack won't take now makes room for what this turn hasn't seen, and isn't read again before its place
      // in the line comes up. A run that changes meanwhile is due at once.
      isCrowded = true;
      const slot = times.postEvery / CHANNELS_AT_ONCE;
      await Promise.all(
        blocked.map(({ due, wait }, place) =>
          notices.postpone(due.id, due.revision, Math.max(wait, AWAY_MS) + place * slot),
        ),
      );
      return page.length >= PAGE ? 0 : times.idle;
    }
    return queue.length > 0 ? 0 : Math.min(times.idle, ...blocked.map(({ wait }) => wait));
  };

  const nap = (longest: DurationMs, hear: (cut: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, longest);
      hear(() => {
        clearTimeout(timer);
        resolve();
      });
    });

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
      await lease.release().catch(() => undefined);
    },
  };
}
