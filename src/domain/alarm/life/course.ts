import { type EpochMs, seconds } from '../../clock.ts';
import type { AlarmState } from '../report.ts';
import type { StateChange } from '../state-change.ts';

/** So many changes of an alarm are known one by one; of older ones only how many there were. */
const MOST = 12;

/** CloudWatch's times of one change differ by less than this between a notice and a reading. */
const SAME_CHANGE = seconds(2);

/** Of what happened at the same moment the end comes last: nobody else would end it. */
const ORDER: Readonly<Record<AlarmState, number>> = { ALARM: 0, INSUFFICIENT_DATA: 1, OK: 2 };

const inOrder = (a: StateChange, b: StateChange): number => a.at - b.at || ORDER[a.state] - ORDER[b.state];

/** Changes with one more in its place, the oldest first. */
export type WithChange =
  /** It is among them. */
  | { readonly kind: 'known' }
  /** A look had seen it: the notice says when that was. */
  | { readonly kind: 'said'; readonly changes: readonly StateChange[] }
  | { readonly kind: 'added'; readonly changes: readonly StateChange[] }
  /** Too old to be put anywhere. */
  | { readonly kind: 'older' };

/** Changes that nobody was told of, with one more: those of an alarm that isn't known to have rung. Room is left for that. */
export function withUntold(changes: readonly StateChange[], change: StateChange): readonly StateChange[] {
  const added = withChange(changes, change);
  return 'changes' in added ? added.changes.slice(1 - MOST) : changes;
}

/** Puts a change where it belongs among those that are known, in whatever order they come. */
export function withChange(changes: readonly StateChange[], change: StateChange): WithChange {
  const known = changes.find((one) => isSame(changes, one, change));
  if (known)
    return known.looked && !change.looked
      ? {
          kind: 'said',
          changes: changes.map((one) => (one === known ? change : one)).toSorted(inOrder),
        }
      : { kind: 'known' };
  const [oldest] = changes;
  if (oldest && changes.length >= MOST && inOrder(change, oldest) < 0) return { kind: 'older' };
  return { kind: 'added', changes: [...changes, change].toSorted(inOrder) };
}

/** Those that are known one by one from now on. */
export const kept = (changes: readonly StateChange[]): StateChange[] => changes.slice(-MOST);

/** A look and a notice tell of one change at nearly the same time, and of two where something else was in between. */
function isSame(changes: readonly StateChange[], known: StateChange, change: StateChange): boolean {
  if (known.state !== change.state) return false;
  if (known.at === change.at) return true;
  const [from, to] = [Math.min(known.at, change.at), Math.max(known.at, change.at)];
  return (
    (known.looked ?? change.looked) === true &&
    to - from < SAME_CHANGE &&
    !changes.some(({ state, at }) => state !== change.state && at > from && at < to)
  );
}

/** What changes come to, whatever order their news came in. */
export interface Course {
  /** How often it began to ring. */
  readonly times: number;
  /** How many changes there were since it first rang, that one among them. */
  readonly changes: number;
  /** When it first rang; absent: it never did. */
  readonly openedAt?: EpochMs;
  /** When it was over last; absent while it isn't. */
  readonly overAt?: EpochMs;
}

/**
 * Reads changes in their own order. For want of data nothing is over and nothing begins; what rings twice in a row was over
 * in between, which nobody has said.
 */
export function courseOf(changes: readonly StateChange[]): Course {
  const first = changes.findIndex(({ state }) => state === 'ALARM');
  if (first < 0) return { times: 0, changes: 0 };
  const told = changes.slice(first);
  const begins = told.filter(
    ({ state }, i) =>
      state === 'ALARM' && (overBefore(told, i) !== undefined || told[i - 1]?.state !== BLIND),
  );
  const overAt = overBefore(told, told.length);
  return {
    times: begins.length,
    changes: told.length,
    ...(begins[0] === undefined ? {} : { openedAt: begins[0].at }),
    ...(overAt === undefined ? {} : { overAt }),
  };
}

const BLIND: AlarmState = 'INSUFFICIENT_DATA';

/** When it was over, before the change of that place; undefined where it rang then. */
function overBefore(told: readonly StateChange[], place: number): EpochMs | undefined {
  const last = told.slice(0, place).findLast(({ state }) => state !== BLIND);
  return last?.state === 'OK' ? last.at : undefined;
}
