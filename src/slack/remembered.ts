import type { DurationMs, Monotonic } from '../domain/clock.ts';

/** What came of asking: the value, or none and how long not to ask for anything again. */
export type Heard<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'nothing'; readonly pause: DurationMs };

/** How long an answer counts, and how long one is waited for. */
export interface Memory<T> {
  /** So long an answer is used without asking; 0: it is asked for each time. */
  readonly fresh: (value: T) => DurationMs;
  /** So long it is used where nothing newer is to be had. */
  readonly stale: DurationMs;
  /** So long an answer is waited for; one that comes later is remembered all the same. */
  readonly patience: DurationMs;
  /** How many are remembered; what was heard longest ago goes first. */
  readonly most: number;
}

/** Answers by id, kept in memory. */
export interface Remembered<T> {
  /** What is known of it now; `unknown` where nothing is. Asked once at a time for each id. */
  get(id: string): Promise<T | 'unknown'>;
  /** Takes an answer that was heard elsewhere. */
  keep(id: string, value: T): void;
  /** What is known doesn't count any more, nor does an answer that is on its way. */
  forget(id: string): void;
}

type Landed<T> = Heard<T> | { readonly kind: 'forgotten' };

interface Flight<T> {
  readonly since: DurationMs;
  readonly landed: Promise<Landed<T>>;
}

/** Nothing is remembered yet. `ask` must not reject. */
export function remembered<T>(
  time: Monotonic,
  { fresh, stale, patience, most }: Memory<T>,
  ask: (id: string) => Promise<Heard<T>>,
): Remembered<T> {
  const known = new Map<string, { readonly value: T; readonly at: DurationMs }>();
  const flights = new Map<string, Flight<T>>();
  let quietUntil = 0;

  const youngerThan = (id: string, age: (value: T) => DurationMs): T | undefined => {
    const found = known.get(id);
    return found && time.elapsed() - found.at < age(found.value) ? found.value : undefined;
  };
  const keep = (id: string, value: T): void => {
    known.delete(id);
    known.set(id, { value, at: time.elapsed() });
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
  };
  const land = async (id: string, isMine: () => boolean): Promise<Landed<T>> => {
    const heard = await ask(id);
    if (heard.kind === 'nothing') quietUntil = Math.max(quietUntil, time.elapsed() + heard.pause);
    if (!isMine()) return { kind: 'forgotten' };
    flights.delete(id);
    if (heard.kind === 'value') keep(id, heard.value);
    return heard;
  };
  const depart = (id: string): Flight<T> => {
    const flight: Flight<T> = { since: time.elapsed(), landed: land(id, () => flights.get(id) === flight) };
    flights.set(id, flight);
    return flight;
  };

  return {
    keep,
    forget(id) {
      known.delete(id);
      flights.delete(id);
    },
    async get(id) {
      const until = time.elapsed() + patience;
      for (;;) {
        const sure = youngerThan(id, fresh);
        if (sure !== undefined) return sure;
        const flight = flights.get(id) ?? (time.elapsed() < quietUntil ? undefined : depart(id));
        const latest = Math.min(until, (flight?.since ?? 0) + patience);
        const landed = flight && (await before(flight.landed, latest - time.elapsed()));
        if (landed?.kind === 'value') return landed.value;
        // Somebody said meanwhile that it has changed: what was heard is from before.
        if (landed?.kind !== 'forgotten') return youngerThan(id, () => stale) ?? 'unknown';
      }
    },
  };
}

/** What a promise gives within a time, or undefined. */
async function before<T>(promise: Promise<T>, time: DurationMs): Promise<T | undefined> {
  if (time <= 0) return undefined;
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), time);
  const first = await Promise.race([promise, late.promise]);
  clearTimeout(timer);
  return first;
}
