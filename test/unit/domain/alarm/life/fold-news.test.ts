import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../../../../src/domain/alarm/fingerprint.ts';
import { type Incident, IncidentId, IncidentNumber } from '../../../../../src/domain/alarm/incident.ts';
import { escalatesAt } from '../../../../../src/domain/alarm/life/escalate.ts';
import { foldNews, type ToldUnder, type Untold } from '../../../../../src/domain/alarm/life/fold-news.ts';
import type { Heard } from '../../../../../src/domain/alarm/life/heard.ts';
import { sayWhatChanged } from '../../../../../src/domain/alarm/life/say.ts';
import { underSilences } from '../../../../../src/domain/alarm/life/silences-over.ts';
import { worstOf } from '../../../../../src/domain/alarm/life/worst.ts';
import type { AlarmState } from '../../../../../src/domain/alarm/report.ts';
import { hours, minutes, seconds } from '../../../../../src/domain/clock.ts';
import { heardOf, NIGHT, reportOf } from '../../../../support/alarms.ts';

const MEMORY = 'mcp-gateway-v2-registry-memory-high';

/** What is stored of alarms, folded into by one desk after the other. */
function ledger() {
  const newest = new Map<string, Incident>();
  const toldUnder = new Map<Fingerprint, ToldUnder>();
  const untold = new Map<Fingerprint, Untold extends ReadonlyMap<Fingerprint, infer T> ? T : never>();
  let number = 16;
  return {
    untold,
    /** Hears news that came in one go, and answers what they changed. */
    async hears(...news: readonly Heard[]): Promise<readonly Incident[]> {
      const folded = await foldNews({ newest, toldUnder, untold }, news, async () => {
        number += 1;
        return {
          id: IncidentId.parse(`01J00000000000000000000${String(number).padStart(3, '0')}`),
          number: IncidentNumber.parse(number),
        };
      });
      for (const [fingerprint, changes] of folded.untold) {
        if (changes.length === 0) untold.delete(fingerprint);
        else untold.set(fingerprint, changes);
      }
      const changed = [...folded.incidents.values()].map((incident) =>
        underSilences(incident, [], NIGHT + hours(1)),
      );
      for (const incident of changed) {
        newest.set(incident.key, incident);
        for (const { fingerprint, at } of incident.alarms)
          toldUnder.set(fingerprint, { key: incident.key, at });
      }
      return changed;
    },
    incidents: () => [...newest.values()],
  };
}

const heard = (state: AlarmState, at: number, name?: string): Heard =>
  heardOf(reportOf(state, NIGHT + at, name === undefined ? {} : { name }), { at: NIGHT + minutes(50) });

describe('an OK that overtakes the first ALARM of its alarm', () => {
  it('opens nothing, and is remembered', async () => {
    const { hears, untold } = ledger();
    expect(await hears(heard('OK', minutes(5)))).toEqual([]);
    expect([...untold.values()]).toEqual([[{ state: 'OK', at: NIGHT + minutes(5) }]]);
  });

  it('has the ALARM told as what it was: over, with how long it rang, and nobody is called', async () => {
    const { hears, untold } = ledger();
    await hears(heard('OK', minutes(5)));
    const [incident] = await hears(heard('ALARM', 0));
    if (!incident) throw new Error('it was not told');
    expect(incident).toMatchObject({
      state: 'closed',
      openedAt: NIGHT,
      closedAt: NIGHT + minutes(5),
    });
    expect(incident.quiet).toBeUndefined();
    expect(worstOf(incident)).toMatchObject({
      state: 'OK',
      overAt: NIGHT + minutes(5),
      changes: 2,
      times: 1,
    });
    const said = sayWhatChanged(incident, NIGHT + minutes(50)).incident;
    expect(said.events).toEqual([]);
    expect(escalatesAt(said, [{ match: {}, after: 0, calls: [] }])).toBeUndefined();
    expect(untold.size).toBe(0);
  });

  it('in the same batch is no different', async () => {
    const { hears } = ledger();
    const [incident] = await hears(heard('OK', minutes(5)), heard('ALARM', 0));
    expect(incident).toMatchObject({ state: 'closed', openedAt: NIGHT, closedAt: NIGHT + minutes(5) });
  });

  it('in a stack in which another alarm rings joins that incident as over, and its thread doesn’t say that it rings', async () => {
    const { hears } = ledger();
    await hears(heard('ALARM', 0));
    await hears(heard('OK', minutes(5), MEMORY));
    const [incident] = await hears(heard('ALARM', minutes(1), MEMORY));
    expect(incident?.alarms.map(({ overAt }) => overAt)).toEqual([undefined, NIGHT + minutes(5)]);
    expect(incident?.joined).toHaveLength(1);
  });

  it('doesn’t end an ALARM that is newer', async () => {
    const { hears } = ledger();
    await hears(heard('OK', minutes(5)));
    const [incident] = await hears(heard('ALARM', minutes(6)));
    expect(incident).toMatchObject({ state: 'open', openedAt: NIGHT + minutes(6) });
    expect(incident && worstOf(incident)).toMatchObject({ state: 'ALARM', changes: 1, times: 1 });
  });

  it('of an alarm whose incident is over for long is remembered as well', async () => {
    const { hears } = ledger();
    await hears(heard('ALARM', 0), heard('OK', minutes(1)));
    await hears(heard('OK', hours(3) + minutes(5)));
    const [incident] = await hears(heard('ALARM', hours(3)));
    expect(incident).toMatchObject({ number: 18, state: 'closed', openedAt: NIGHT + hours(3) });
  });
});

describe('news that come long after their time', () => {
  it('belong to the incident that was told then, and open nothing', async () => {
    const { hears, incidents } = ledger();
    await hears(heard('ALARM', minutes(1)), heard('OK', minutes(5)));
    const late = { ...heard('ALARM', 0), at: NIGHT + hours(4) };
    await hears(late);
    expect(incidents()).toMatchObject([{ number: 17, state: 'closed', openedAt: NIGHT }]);
  });

  it('change nothing once another incident of the stack was told since', async () => {
    const { hears } = ledger();
    await hears(heard('ALARM', minutes(1)), heard('OK', minutes(5)));
    await hears(heard('ALARM', hours(3), MEMORY));
    expect(await hears(heard('ALARM', 0))).toEqual([]);
  });
});

describe('whatever order news come in, however often, and in whatever batches', () => {
  const change = fc.record({
    state: fc.constantFrom('OK', 'ALARM', 'INSUFFICIENT_DATA' as const),
    at: fc.integer({ min: 0, max: minutes(45) }),
  });
  const series = fc.uniqueArray(change, { selector: ({ at }) => at, minLength: 1, maxLength: 11 });
  /** What people and the rest of Wheelhouse go by. */
  const endOf = (incidents: readonly Incident[]) =>
    incidents.map(({ state, openedAt, closedAt, alarms, quiet }) => ({
      ...{ state, openedAt, closedAt, quiet },
      alarms: alarms.map(({ state: is, at, overAt, openedAt: from, times, changes }) => ({
        ...{ is, at, overAt, from, times, changes },
      })),
    }));

  it('the end is the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        series.chain((history) =>
          fc.record({
            history: fc.constant(history),
            came: fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 }),
            batch: fc.integer({ min: 1, max: 5 }),
          }),
        ),
        async ({ history, came, batch }) => {
          const inOrder = ledger();
          for (const { state, at } of history.toSorted((a, b) => a.at - b.at))
            await inOrder.hears(heard(state, at));
          const inAnyOrder = ledger();
          for (let from = 0; from < came.length; from += batch)
            await inAnyOrder.hears(
              ...came.slice(from, from + batch).map(({ state, at }) => heard(state, at)),
            );
          expect(endOf(inAnyOrder.incidents())).toEqual(endOf(inOrder.incidents()));
          const [end] = inAnyOrder.incidents();
          const rang = history.some(({ state }) => state === 'ALARM');
          expect(end !== undefined).toBe(rang);
          const last = history
            .filter(({ state }) => state !== 'INSUFFICIENT_DATA')
            .toSorted((a, b) => b.at - a.at)[0];
          if (end) expect(end.state).toBe(last?.state === 'ALARM' ? 'open' : 'closed');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a flapping alarm of which more is known than is kept one by one rings or not, as it last did', async () => {
    const { hears, incidents } = ledger();
    const history = Array.from({ length: 101 }, (_, i) =>
      heard(i % 2 === 0 ? 'ALARM' : 'OK', seconds(20) * i),
    );
    for (const one of history) await hears(one);
    const [told] = incidents();
    expect(told && worstOf(told)).toMatchObject({ state: 'ALARM', times: 51, changes: 101 });
    await hears(heard('OK', 1));
    expect(incidents()[0]?.state).toBe('open');
  });
});
