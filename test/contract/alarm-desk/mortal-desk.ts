import { ulid } from 'ulid';
import type { AlarmPolicy } from '../../../src/domain/alarm/alarm-policy.ts';
import { type Incident, IncidentId } from '../../../src/domain/alarm/incident.ts';
import type { Notice } from '../../../src/domain/alarm/notice.ts';
import type { AlarmReport } from '../../../src/domain/alarm/report.ts';
import { ok } from '../../../src/domain/result.ts';
import type { DeskParts } from '../../../src/jobs/alarms/desk/desk-parts.ts';
import { endSilences } from '../../../src/jobs/alarms/desk/end-silences.ts';
import { lookAt } from '../../../src/jobs/alarms/desk/look-at.ts';
import { newIncidents } from '../../../src/jobs/alarms/desk/new-incidents.ts';
import { workInbox } from '../../../src/jobs/alarms/desk/work-inbox.ts';
import { quietPolicy, reportOf } from '../../support/alarms.ts';
import { registry, silent } from '../../support/values.ts';
import type { StoreUnderTest } from '../alarm-store/store-under-test.ts';

/** The process died. */
class Crash extends Error {}

/** When a desk dies: at its n-th call of anything outside itself, before it got there or after. */
export interface Death {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/** What a desk did to the world outside the store. */
export interface Outside {
  /** The ids of all that was announced, each once, in the order of their first time. */
  readonly announced: Set<string>;
  /** The keys by which the pager was called, told that somebody has it, and told that it is over; as often as it was. */
  readonly rung: string[];
  readonly taken: string[];
  readonly over: string[];
  readonly foreign: Set<string>;
}

export const outside = (): Outside => ({
  announced: new Set(),
  rung: [],
  taken: [],
  over: [],
  foreign: new Set(),
});

/** A desk, as a process that may die; it takes turns when it is told to. */
export interface MortalDesk {
  /** Works until nothing is left to do now. Rejects where it dies. */
  turn(): Promise<'died' | 'done'>;
  /** How many calls it made. */
  calls(): number;
}

/** After so long another channel hears of it, and after twice as long PagerDuty. */
export const escalating = (unit: number): AlarmPolicy => ({
  ...quietPolicy,
  escalation: [
    { match: {}, after: unit, calls: [{ kind: 'channel', channel: 'C0BOSS' }] },
    { match: {}, after: 2 * unit, calls: [{ kind: 'pagerduty', key: 'PAGERDUTY_ROUTING_KEY' }] },
  ],
});

/** Starts a desk on a store, at the beginning of a process's life. */
export function mortalDesk(
  store: StoreUnderTest,
  policy: AlarmPolicy,
  { announced, rung, taken, over, foreign }: Outside,
  death?: Death,
): MortalDesk {
  let calls = 0;
  let isDead = false;
  const mortal = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        return async (...given: unknown[]) => {
          calls += 1;
          const dies = death?.call === calls;
          if (isDead || (dies && death.when === 'before')) {
            isDead = true;
            throw new Crash();
          }
          const answer: unknown = await Reflect.apply(found, target, given);
          if (dies) isDead = true;
          if (isDead) throw new Crash();
          return answer;
        };
      },
    });
  const incidents = mortal(store.incidents);
  const parts: DeskParts = {
    inbox: mortal(store.inbox),
    incidents,
    silences: mortal(store.silences),
    lease: { hold: async () => true, release: async () => undefined },
    policy,
    targetOf: ({ name }: AlarmReport) =>
      name.startsWith('alone') ? {} : { stack: registry.stack, environment: registry.environment },
    criticalOf: () => [],
    newIncidents: newIncidents(() => IncidentId.parse(ulid()), incidents),
    onEcs: async () => undefined,
    foreign: mortal({
      show: async (id: string) => void foreign.add(id),
      showHeld: async () => undefined,
    }),
    announcer: mortal({ announce: async ({ id }) => void announced.add(id) }),
    pager: mortal({
      call: async (_call: unknown, _incident: Incident, key: string) => {
        rung.push(key);
        return ok(undefined);
      },
      acknowledge: async (_call: unknown, _incident: Incident, key: string) => {
        taken.push(key);
        return ok(undefined);
      },
      resolve: async (_call: unknown, _incident: Incident, key: string) => {
        over.push(key);
        return ok(undefined);
      },
    }),
    clerk: { begin: async () => ({ kind: 'no', why: 'no remedies here' }) },
    runs: { byNumber: async () => undefined },
    clock: { now: store.now },
    log: silent,
    onFailure: () => undefined,
    idle: 100,
  };
  const work = async (): Promise<void> => {
    while ((await workInbox(parts)) === 'more');
    for (let due = await parts.incidents.dueNow(50); due.length > 0; due = await parts.incidents.dueNow(50))
      for (const id of due) await lookAt(parts, id);
    await endSilences(parts);
  };
  return {
    calls: () => calls,
    turn: () =>
      work().then(
        () => 'done',
        (error: unknown) => {
          if (!(error instanceof Crash)) throw error;
          return 'died';
        },
      ),
  };
}

let ids = 0;

/** News that an alarm came into a state, that long after the beginning of the story. */
export const news = (name: string, state: AlarmReport['state'], at: number): Notice => {
  ids += 1;
  return { id: `sns/story-${ids}`, via: 'sns', what: reportOf(state, at, { name }) };
};
