import { cloudWatchFingerprint, type Fingerprint } from '../../domain/alarm/fingerprint.ts';
import type { Incident } from '../../domain/alarm/incident.ts';
import type { Notice } from '../../domain/alarm/notice.ts';
import type { Clock, DurationMs, EpochMs } from '../../domain/clock.ts';
import { logFault, type OnFailure } from '../../domain/fault/log-fault.ts';
import type { AlarmIntake } from '../../domain/ports/alarm-inbox.ts';
import type { AlarmPlace, AlarmReading, Alarms } from '../../domain/ports/alarms.ts';
import type { IncidentReader } from '../../domain/ports/incidents.ts';
import type { Log } from '../../domain/ports/log.ts';
import type { Lease } from '../../domain/ports/notices.ts';

/** Alarms of one account and region that are looked at however quiet they are. */
export interface WatchedAlarms {
  readonly place: AlarmPlace;
  readonly names: readonly string[];
}

/** What looking at CloudWatch needs. */
export interface ReconcilerParts {
  readonly alarms: Alarms;
  readonly incidents: Pick<IncidentReader, 'open'>;
  readonly intake: AlarmIntake;
  /** Whoever holds it looks. */
  readonly lease: Lease;
  /** The alarms that the configuration knows. */
  readonly watched: readonly WatchedAlarms[];
  /** With which role an account and region are looked at; undefined: nobody configured one, and it is not looked at. */
  readonly placeOf: (account: string, region: string) => AlarmPlace | undefined;
  readonly clock: Clock;
  readonly every: DurationMs;
  readonly log: Log;
  readonly onFailure: OnFailure;
}

/** So many open incidents are looked after. */
const MOST_OPEN = 1_000;

/**
 * Compares what is told with what CloudWatch says, at the start and then as often as told, until it is stopped: an alarm
 * whose end nobody sent is over, and one whose beginning was lost rings. What it sees comes in as news, like all others.
 */
export function startReconciler(parts: ReconcilerParts): { stop(): Promise<void> } {
  const { lease, every, clock, onFailure } = parts;
  let stopped = false;
  let rest: () => void = () => undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const lookOn = async (): Promise<void> => {
    while (!stopped) {
      // Kept between two looks, too: else every bot would look in its turn.
      const isMine = await lease.hold().catch(() => false);
      if (isMine && clock.now() - lookedAt >= every) {
        lookedAt = clock.now();
        await reconcile(parts).catch((error: unknown) =>
          onFailure('what is told of alarms could not be compared with CloudWatch', error),
        );
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(every, RENEW_MS));
        rest = () => {
          clearTimeout(timer);
          resolve();
        };
        if (stopped) rest();
      });
    }
  };
  const running = lookOn();
  return {
    async stop() {
      stopped = true;
      rest();
      await running;
      await lease.release().catch(() => undefined);
    },
  };
}

/** A lease of ten seconds is kept by this; a bot that stands by asks for it as often. */
const RENEW_MS = 2_000;

/** One look at all that is configured, and all that is told as open. */
export async function reconcile(parts: ReconcilerParts): Promise<void> {
  const { incidents, watched, placeOf, alarms, intake, log, clock } = parts;
  const open = await incidents.open(MOST_OPEN);
  const told = alarmsOf(open);
  for (const { place, names } of merged(watched, told, placeOf)) {
    const begun = clock.now();
    const read = await alarms.read(place, names);
    if (!read.ok) {
      logFault(log, read.fault, { region: place.region }, 'alarms can not be compared with CloudWatch');
      continue;
    }
    const news = names.flatMap((name) => {
      const fingerprint = cloudWatchFingerprint(place.account, place.region, name);
      const reading = read.value.get(name);
      const isTold = told.has(fingerprint);
      if (reading)
        return reading.state === 'ALARM' || isTold ? newsOf(fingerprint, place, reading, begun) : [];
      return isTold ? gone(fingerprint, place, name, begun) : [];
    });
    if (news.length > 0) await intake.take(news);
  }
}

/** The CloudWatch alarms in these incidents that aren't over. */
const alarmsOf = (
  open: readonly Incident[],
): ReadonlyMap<Fingerprint, { readonly account: string; readonly region: string; readonly name: string }> =>
  new Map(
    open
      .flatMap(({ alarms }) => alarms)
      .flatMap(({ fingerprint, account, region, name }) =>
        account === undefined || region === undefined ? [] : [[fingerprint, { account, region, name }]],
      ),
  );

/** What is to be read, by account, role and region. */
function merged(
  watched: readonly WatchedAlarms[],
  told: ReturnType<typeof alarmsOf>,
  placeOf: ReconcilerParts['placeOf'],
): readonly WatchedAlarms[] {
  const all = [
    ...watched,
    ...[...told.values()].flatMap(({ account, region, name }) => {
      const place = placeOf(account, region);
      return place ? [{ place, names: [name] }] : [];
    }),
  ];
  return [...Map.groupBy(all, ({ place: { account, region } }) => `${account} ${region}`).values()].flatMap(
    (group) => {
      const [first] = group;
      return first ? [{ place: first.place, names: [...new Set(group.flatMap(({ names }) => names))] }] : [];
    },
  );
}

const newsOf = (
  fingerprint: Fingerprint,
  { account, region }: AlarmPlace,
  { name, state, since, reason, condition }: AlarmReading,
  at: EpochMs,
): Notice => ({
  id: `reading/${at}/${state}/${since}/${fingerprint}`.slice(0, 300),
  via: 'reading',
  what: {
    kind: 'alarm',
    type: 'metric',
    ...{ fingerprint, account, region, name, state, reason },
    at: since,
    ...(condition === undefined ? {} : { condition }),
    dimensions: {},
    labels: {},
  },
});

/** Nobody rings any more for an alarm that isn't there: that is its end. */
const gone = (fingerprint: Fingerprint, place: AlarmPlace, name: string, at: EpochMs): Notice =>
  newsOf(
    fingerprint,
    place,
    { name, state: 'OK', since: at, reason: 'CloudWatch has no alarm of that name any more.' },
    at,
  );
