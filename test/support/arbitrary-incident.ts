import fc from 'fast-check';
import { Facts } from '../../src/domain/alarm/facts.ts';
import { cloudWatchFingerprint, type Fingerprint } from '../../src/domain/alarm/fingerprint.ts';
import {
  CallSays,
  Incident,
  type IncidentAlarm,
  IncidentEvent,
  IncidentId,
  IncidentNumber,
  type Mending,
} from '../../src/domain/alarm/incident.ts';
import { RunId, RunNumber } from '../../src/domain/ids.ts';
import type { Actor } from '../../src/domain/people/actor.ts';
import { hostile } from '../unit/views/hostile.ts';
import { registry } from './values.ts';

const words = fc.oneof(fc.constantFrom('cpu-high', 'CPUUtilization > 85 for 10 min', ''), hostile);
/** As long as what is read from outside may be. */
const text = words.map((said) => said.slice(0, 1_000));
const FROM = Date.UTC(2026, 10, 21, 3);
const moment = fc.integer({ min: FROM, max: FROM + 3_600_000 });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
/** Without the keys whose values aren't there. */
const compact = <T extends object>(value: T): object =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));

const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant<Actor>({ kind: 'slack', team: 'T0WHEEL01', user: 'U0OPERATOR' }),
  text.map((name): Actor => ({ kind: 'alarm', name })),
  fc.constant<Actor>({ kind: 'system' }),
);

const facts: fc.Arbitrary<Facts> = fc
  .record({
    running: maybe(fc.nat(9)),
    desired: maybe(fc.nat(9)),
    explained: maybe(text),
    lines: maybe(fc.array(text, { maxLength: 12 })),
    deployed: maybe(
      fc.array(
        fc
          .record({ at: moment, image: maybe(text), end: maybe(text), run: maybe(fc.constant(1042)) })
          .map(compact),
        { maxLength: 6 },
      ),
    ),
    proposals: fc.array(
      fc
        .record({
          remedy: fc.constantFrom('restart', 'rollback', 'scale-out'),
          label: text.map((said) => said.slice(0, 30)),
          because: maybe(text),
          record: maybe(
            fc
              .record({ tried: fc.nat(9), helped: fc.nat(9), took: maybe(fc.nat(3_600_000)) })
              .map(({ tried, helped, took }) => compact({ tried, helped: Math.min(tried, helped), took })),
          ),
        })
        .map(compact),
      { maxLength: 4 },
    ),
    unknown: fc.array(text, { maxLength: 3 }),
  })
  .map((one) => Facts.parse(compact(one)));

const alarm = (fingerprint: Fingerprint): fc.Arbitrary<IncidentAlarm> =>
  fc
    .record({
      name: text.map((said) => said.slice(0, 300)),
      service: maybe(fc.constant(registry)),
      severity: fc.constantFrom('critical', 'warning'),
      state: fc.constantFrom('OK', 'ALARM', 'INSUFFICIENT_DATA'),
      at: moment,
      openedAt: moment,
      times: fc.integer({ min: 1, max: 40 }),
      reason: text,
      condition: maybe(text.map((said) => said.slice(0, 300))),
      value: maybe(text.map((said) => said.slice(0, 300))),
      confirmed: maybe(fc.record({ state: fc.constantFrom('OK', 'ALARM', 'INSUFFICIENT_DATA'), at: moment })),
      silencedUntil: maybe(moment),
    })
    .map((one) =>
      Incident.shape.alarms.element.parse({
        ...compact(one),
        ...(one.state === 'OK' ? { overAt: one.at } : {}),
        ...{ fingerprint, type: 'metric', changes: one.times, dimensions: {}, labels: {} },
      }),
    );

const mending = (fingerprint: Fingerprint): fc.Arbitrary<Mending> =>
  fc
    .record({
      by: actor,
      at: moment,
      end: maybe(
        fc.oneof(
          fc.record({ kind: fc.constant('ended' as const), at: moment, outcome: text }),
          fc.record({ kind: fc.constant('helped' as const), at: moment, after: fc.nat(3_600_000) }),
          fc.record({ kind: fc.constant('no-help' as const), at: moment }),
        ),
      ),
    })
    .map(({ by, at, end }) => ({
      ...{ remedy: 'restart', fingerprint, by, at, version: 1 },
      ...{ run: RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAW'), number: RunNumber.parse(1043) },
      ...(end ? { end } : {}),
    }));

const event = (all: readonly Fingerprint[]): fc.Arbitrary<IncidentEvent> => {
  const one = fc.constantFrom(...all);
  const countdown = fc.record({ remedy: fc.constant('restart'), fingerprint: one, due: moment });
  const base = <K extends IncidentEvent['kind']>(kind: K) => ({ kind: fc.constant(kind), at: moment });
  return fc
    .oneof(
      fc.record({ ...base('opened'), alarms: fc.constant(all) }),
      fc.record({ ...base('reopened'), alarms: fc.constant(all) }),
      fc.record({ ...base('facts'), fingerprint: one, facts }),
      fc.record({ ...base('acknowledged'), by: actor }),
      fc.record({ ...base('silenced'), by: actor, until: moment, reason: text }),
      fc.record(base('silence-ended')),
      fc.record({
        ...base('escalated'),
        level: fc.nat(3),
        to: fc.array(fc.oneof(fc.constantFrom('<!subteam^S0ONCALL>', '<#C0CHANGES>', 'PagerDuty'), text), {
          maxLength: 4,
        }),
      }),
      fc.record({
        ...base('not-called'),
        who: fc.constant('PagerDuty'),
        says: fc.constantFrom(...CallSays.options, undefined),
        again: fc.constantFrom(true, undefined),
        why: text,
      }),
      fc.record({ ...base('mending'), mending: one.chain(mending) }),
      fc.record({ ...base('mended'), mending: one.chain(mending) }),
      fc.record({ ...base('countdown'), countdown }),
      fc.record({ ...base('countdown-stopped'), by: actor, countdown }),
      fc.record({ ...base('not-begun'), remedy: fc.constant('restart'), why: text }),
      fc.record({ ...base('closed'), lasted: fc.nat(7_200_000) }),
    )
    .map((made) => IncidentEvent.parse(made));
};

/** Any incident that the schema allows, with outside texts at their worst, though not always one that a desk would make. */
export const arbitraryIncident: fc.Arbitrary<Incident> = fc
  .integer({ min: 1, max: 9 })
  .map((count) =>
    Array.from({ length: count }, (_, n) => cloudWatchFingerprint('111122223333', 'us-east-1', `alarm-${n}`)),
  )
  .chain((all) => {
    const one = fc.constantFrom(...all);
    return fc
      .record({
        alarms: fc.tuple(...all.map(alarm)),
        state: fc.constantFrom('open', 'closed'),
        stack: maybe(fc.constant('prod-us-east-1')),
        openedAt: moment,
        acknowledged: maybe(fc.record({ by: actor, at: moment })),
        facts: maybe(fc.record({ of: one, at: moment, facts })),
        picture: maybe(fc.record({ of: one, file: fc.constant('F0PICTURE'), at: moment })),
        mendings: fc.array(one.chain(mending), { maxLength: 3 }),
        countdown: maybe(fc.record({ remedy: fc.constant('restart'), fingerprint: one, due: moment })),
        version: fc.nat(99),
        events: fc.array(event(all), { maxLength: 4 }),
      })
      .map((made) =>
        Incident.parse({
          ...compact(made),
          ...(made.state === 'closed' ? { closedAt: made.openedAt + 720_000 } : {}),
          id: IncidentId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
          number: IncidentNumber.parse(17),
          ...{
            key: 'k',
            channel: 'C0OPSPROD',
            escalated: 0,
            joined: [],
            calling: [],
            called: [],
            escalatesFrom: made.openedAt,
            revision: 1,
          },
        }),
      );
  });
