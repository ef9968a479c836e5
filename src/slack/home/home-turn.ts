import type { HomeView } from '@slack/types';
import type { Clock, DurationMs, EpochMs } from '../../domain/clock.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import { chatFault } from '../../domain/fault/outside-faults.ts';
import { homeReader } from '../../domain/guard/home-reader.ts';
import { standingOf } from '../../domain/guard/standing.ts';
import type { HomeFacts } from '../../domain/home/home-facts.ts';
import type { OperationSpec } from '../../domain/operation/operation.ts';
import type { AccessPolicy } from '../../domain/people/access.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import { mayTalk } from '../../domain/people/entrance.ts';
import type { SlackFault } from '../../domain/ports/chat.ts';
import type { Directory } from '../../domain/ports/directory.ts';
import type { HomeViewer, HomeViewers } from '../../domain/ports/home-viewers.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { Memberships } from '../../domain/ports/memberships.ts';
import { type Lease, UNKNOWN_DIGEST } from '../../domain/ports/notices.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import type { Redactor } from '../../domain/redaction/redactor.ts';
import type { Result } from '../../domain/result.ts';
import type { Catalog } from '../../domain/target/catalog.ts';
import { homeDigest } from '../../views/home/home-digest.ts';
import { homeNotice, homeView } from '../../views/home/home-view.ts';
import { unwelcome } from '../../views/reply/entrance.ts';
import { type Bucket, closedFor, fullBucket, taken, waitFor } from '../bucket.ts';
import { noOutage, worse } from '../outage.ts';

/** What keeping the Homes needs. */
export interface HomeParts {
  readonly viewers: HomeViewers;
  /** Throws where the store can't be read. */
  readonly facts: () => Promise<HomeFacts>;
  readonly lease: Lease;
  readonly directory: Pick<Directory, 'person'>;
  /** Shows somebody's Home (Slack: views.publish); tried once, never throws. */
  readonly publish: (user: string, view: HomeView) => Promise<Result<undefined, SlackFault>>;
  readonly access: AccessPolicy;
  readonly memberships: Pick<Memberships, 'of'>;
  readonly catalog: Catalog;
  readonly operations: readonly OperationSpec[];
  readonly clock: Clock;
  readonly log: Log;
  readonly redactor: Redactor;
  readonly times: HomeTimes;
}

/** The keeper's intervals. */
export interface HomeTimes {
  /** At least this long between two publications for one person. */
  readonly every: DurationMs;
  /** Slack's budget: between two publications after a short burst. */
  readonly callEvery: DurationMs;
  /** The first and the longest wait after an answer that wasn't clear. */
  readonly retryFrom: DurationMs;
  readonly retryTo: DurationMs;
  /** How long somebody's Home rests after Slack has refused it. */
  readonly refusedEvery: DurationMs;
  /** How often it is looked when no hint comes. */
  readonly idle: DurationMs;
}

/** Slack: views.publish is of tier 4, 100 calls a minute; what isn't spent here is for those who open their Home. */
const BURST = 10;

/**
 * Makes a function that brings every Home that differs from what it should show up to date, those first whose last
 * publication is the oldest. Level-triggered: whatever a turn doesn't get done is found again by the next. It answers
 * how long until there may be more to do, and rejects where the store can't be read.
 */
export function homeTurns(parts: HomeParts): () => Promise<DurationMs> {
  const { viewers, lease, clock, log, times } = parts;
  const pace = { burst: BURST, every: times.callEvery, reserve: 0 };
  const refused = new Map<string, EpochMs>();
  const shownHere = new Map<string, EpochMs>();
  let bucket: Bucket = fullBucket(pace, clock.now());
  let outage = noOutage;

  /** When somebody's Home may be published again. */
  const restsUntil = ({ user }: HomeViewer): EpochMs =>
    Math.max((shownHere.get(user) ?? 0) + times.every, refused.get(user) ?? 0);

  /** What to publish; undefined: it shows that already, or nobody knows who they are just now. */
  const wanted = async (viewer: HomeViewer, facts: HomeFacts) => {
    const actor: SlackActor = { kind: 'slack', team: parts.access.team, user: viewer.user };
    const person = await parts.directory.person(viewer.user);
    const talk = mayTalk(parts.access, { actor, person, place: 'nowhere', teams: [], saysShared: false });
    if (talk.kind === 'no') {
      return talk.why === 'person-unknown' ? undefined : { view: homeNotice(unwelcome(talk.why)) };
    }
    const standing = standingOf(parts.access, actor, await parts.memberships.of(viewer.user));
    const reader = homeReader(parts.access, standing, parts.catalog, parts.operations);
    const digest = homeDigest(facts, reader);
    return digest === viewer.digest ? undefined : { view: homeView(facts, reader, clock.now()), digest };
  };

  const heard = async (viewer: HomeViewer, fault: SlackFault): Promise<void> => {
    switch (fault.kind) {
      case 'limited':
        bucket = closedFor(bucket, fault.after, clock.now());
        return;
      case 'refused':
        logFault(log, chatFault('views.publish', fault), { user: viewer.user }, 'a Home was refused');
        refused.set(viewer.user, clock.now() + times.refusedEvery);
        return;
      case 'unknown':
        logFault(log, chatFault('views.publish', fault), {}, 'Slack gave no clear answer; it is tried again');
        outage = worse(outage, { from: times.retryFrom, to: times.retryTo }, clock.now());
        await viewers.shown(viewer.user, viewer.version, UNKNOWN_DIGEST);
    }
  };

  /** Brings one Home up to date. False: the turn is over for all. */
  const keep = async (viewer: HomeViewer, facts: HomeFacts): Promise<boolean> => {
    const next = await wanted(viewer, facts);
    if (!next) return true;
    if (waitFor(bucket, pace, 'urgent', clock.now()) > 0 || !(await lease.hold())) return false;
    bucket = taken(bucket, pace, clock.now());
    shownHere.set(viewer.user, clock.now());
    const published = await parts.publish(viewer.user, redacted(parts.redactor, next.view));
    if (published.ok) outage = noOutage;
    else await heard(viewer, published.fault);
    const isClear = published.ok || published.fault.kind === 'refused';
    if (next.digest === undefined && isClear) await viewers.forget(viewer.user);
    else if (published.ok) await viewers.shown(viewer.user, viewer.version, next.digest ?? UNKNOWN_DIGEST);
    return isClear;
  };

  /** How long until something may be done at all. */
  const quiet = (): DurationMs =>
    Math.max(outage.quietUntil - clock.now(), waitFor(bucket, pace, 'urgent', clock.now()), 0);

  return async () => {
    if (quiet() > 0) return Math.min(quiet(), times.idle);
    const all = await viewers.all();
    forgetOthers(all, shownHere, refused);
    if (all.length === 0 || !(await lease.hold())) return times.idle;
    const ready = all
      .filter((viewer) => restsUntil(viewer) <= clock.now())
      .sort((a, b) => a.shownAt - b.shownAt);
    const rests = all.filter((viewer) => !ready.includes(viewer)).map((one) => restsUntil(one) - clock.now());
    if (ready.length > 0) {
      const facts = await parts.facts();
      for (const viewer of ready) if (!(await keep(viewer, facts))) break;
    }
    return Math.min(times.idle, ...rests, ...(quiet() > 0 ? [quiet()] : []));
  };
}

/** Whoever isn't a viewer any more needs no note. */
function forgetOthers(all: readonly HomeViewer[], ...notes: readonly Map<string, EpochMs>[]): void {
  const users = new Set(all.map(({ user }) => user));
  for (const note of notes) for (const user of note.keys()) if (!users.has(user)) note.delete(user);
}
