import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/domain/alarm/incident.ts';
import type { AuditEntryOf } from '../../../src/domain/audit/entry.ts';
import type { IncidentWrite } from '../../../src/domain/ports/incidents.ts';
import { aNotice, anIncident, fingerprintOf } from '../../support/alarm-values.ts';
import { NIGHT } from '../../support/alarms.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

const by = { kind: 'slack', team: 'T1', user: 'U1' } as const;

/** The entry of the audit that goes with an acknowledgement. */
const acknowledged = ({ number }: Incident): AuditEntryOf<'alarm'> => ({
  kind: 'alarm',
  actor: by,
  origin: { channel: 'C1' },
  incident: number,
  outcome: { kind: 'acknowledged' },
});

const told = (incident: Incident, revision?: number): IncidentWrite => ({
  incident,
  slack: 'tell',
  ...(revision === undefined ? {} : { revision }),
});

/** Stores a new incident with a number of its own, and gives it as it stands there. */
async function opened(
  { incidents }: StoreUnderTest,
  name: string,
  more: Partial<Incident> = {},
): Promise<Incident> {
  const incident = anIncident(name, { number: await incidents.nextNumber(), ...more });
  expect(await incidents.write([told(incident)])).toBe('written');
  return { ...incident, revision: 1 };
}

const closed = (incident: Incident, closedAt: number): Incident => ({
  ...incident,
  state: 'closed',
  closedAt,
  alarms: incident.alarms.map((alarm) => ({ ...alarm, state: 'OK' })),
});

/** What every store of incidents promises. */
export function incidentsContract(name: string, open: OpenStore): void {
  describe(`${name}: an incident`, () => {
    it('is found by its id, its number, its key and its alarms, as it was written, one revision on', async () => {
      const store = open();
      const { incidents } = store;
      const incident = await opened(store, 'cpu "high" – €');
      const { id, number, key } = incident;
      const [alarm = fingerprintOf('none')] = incident.alarms.map(({ fingerprint }) => fingerprint);
      expect(await incidents.read(id)).toEqual(incident);
      expect(await incidents.byNumber(number)).toEqual(incident);
      expect(await incidents.newest([key, 'no such key'])).toEqual(new Map([[key, incident]]));
      expect(await incidents.toldUnder([alarm, fingerprintOf('none')])).toEqual(
        new Map([[alarm, { key, at: NIGHT }]]),
      );
      expect(await incidents.open(10)).toEqual([incident]);
      expect(await incidents.newest([])).toEqual(new Map());
    });

    it('isn’t found where there is none', async () => {
      const { incidents } = open();
      const { id, number } = anIncident('cpu');
      expect(await incidents.read(id)).toBeUndefined();
      expect(await incidents.byNumber(number)).toBeUndefined();
      expect(await incidents.byThread('C1', '1.2')).toBeUndefined();
      expect(await incidents.open(10)).toEqual([]);
    });

    it('has a number that was never given before', async () => {
      const { incidents } = open();
      const numbers = await Promise.all(Array.from({ length: 20 }, () => incidents.nextNumber()));
      expect(new Set(numbers).size).toBe(20);
      expect([...numbers].sort((a, b) => a - b)).toEqual(numbers);
    });

    it('is among the open ones until it closes: the newest of them, the newest last', async () => {
      const store = open();
      const { incidents, now } = store;
      const [first, second, third] = [
        await opened(store, 'one', { openedAt: 1_000 }),
        await opened(store, 'two', { openedAt: 2_000 }),
        await opened(store, 'three', { openedAt: 3_000 }),
      ];
      const ids = async (limit: number) => (await incidents.open(limit)).map(({ id }) => id);
      expect(await ids(10)).toEqual([first.id, second.id, third.id]);
      expect(await ids(2)).toEqual([second.id, third.id]);
      expect(await ids(0)).toEqual([]);
      await incidents.write([told(closed(second, now()), 1)]);
      expect(await ids(10)).toEqual([first.id, third.id]);
    });

    it('is among those that are over once it closes, the newest end first, until it opens again', async () => {
      const store = open();
      const { incidents } = store;
      const [cpu, memory] = [await opened(store, 'cpu'), await opened(store, 'memory')];
      const at = store.now();
      await incidents.write([told(closed(cpu, at - 2_000), 1), told(closed(memory, at - 1_000), 1)]);
      const over = async (since: number, limit = 10): Promise<string[]> =>
        (await incidents.over(since, limit)).map(({ id }) => id);
      expect(await over(at - 2_000)).toEqual([memory.id, cpu.id]);
      expect(await over(at - 1_500)).toEqual([memory.id]);
      expect(await over(at - 2_000, 1)).toEqual([memory.id]);
      expect(await over(at - 2_000, 0)).toEqual([]);
      await incidents.write([told({ ...memory, state: 'open' }, 2)]);
      expect(await over(at - 2_000)).toEqual([cpu.id]);
    });

    it('is the newest of its key, open or closed, also when an older one is written later', async () => {
      const store = open();
      const { incidents, now } = store;
      const older = await opened(store, 'cpu');
      const { key } = older;
      await incidents.write([told(closed(older, now()), 1)]);
      expect((await incidents.newest([key])).get(key)?.state).toBe('closed');
      const newer = await opened(store, 'cpu');
      await incidents.write([told(closed(older, now()), 2)]);
      expect((await incidents.newest([key])).get(key)?.id).toBe(newer.id);
    });

    it('and an alarm that is told of elsewhere since: the later one says under which key', async () => {
      const store = open();
      const { incidents } = store;
      const cpu = fingerprintOf('cpu');
      const ringsSince = (at: number) => anIncident('cpu', {}, at).alarms;
      const alone = await opened(store, 'cpu', { alarms: ringsSince(1_000) });
      const key = 'C1/stack with blanks';
      await opened(store, 'cpu', { key, alarms: ringsSince(2_000) });
      expect(await incidents.toldUnder([cpu])).toEqual(new Map([[cpu, { key, at: 2_000 }]]));
      await incidents.write([told(alone, 1)]);
      expect(await incidents.toldUnder([cpu])).toEqual(new Map([[cpu, { key, at: 2_000 }]]));
      const again = { ...alone, alarms: ringsSince(3_000) };
      await incidents.write([told(again, 2)]);
      expect(await incidents.toldUnder([cpu])).toEqual(new Map([[cpu, { key: alone.key, at: 3_000 }]]));
    });
  });

  describe(`${name}: writing incidents`, () => {
    it('takes the news that they are made of off the inbox, and no other', async () => {
      const { intake, inbox, incidents } = open();
      await intake.take([aNotice('cpu'), aNotice('cpu'), aNotice('memory')]);
      const [first, second, third] = await inbox.oldest(10);
      const done = { from: first?.place ?? '', upTo: second?.place ?? '' };
      expect(await incidents.write([told(anIncident('cpu'))], { inbox: done })).toBe('written');
      expect(await inbox.oldest(10)).toEqual([third]);
    });

    it('is refused whole where somebody else has written one of them', async () => {
      const store = open();
      const { incidents, intake, inbox } = store;
      const [one, two] = [await opened(store, 'one'), await opened(store, 'two')];
      await intake.take([aNotice('one')]);
      const [first] = await inbox.oldest(1);
      const done = { from: first?.place ?? '', upTo: first?.place ?? '' };
      expect(await incidents.write([told({ ...two, version: 2 }, 1)])).toBe('written');
      const late = [told({ ...one, version: 9 }, 1), told({ ...two, version: 9 }, 1)];
      expect(await incidents.write(late, { inbox: done, audit: [acknowledged(one)] })).toBe('conflict');
      expect(await incidents.read(one.id)).toEqual(one);
      expect(await incidents.read(two.id)).toMatchObject({ version: 2, revision: 2 });
      expect(await inbox.oldest(10)).toEqual([first]);
      expect(await store.audit()).toEqual([]);
    });

    it('is refused to a second desk, which has read the inbox before the first was done', async () => {
      const { intake, inbox, incidents } = open();
      await intake.take([aNotice('cpu'), aNotice('memory')]);
      const read = await inbox.oldest(1);
      const done = { from: read[0]?.place ?? '', upTo: read[0]?.place ?? '' };
      expect(await incidents.write([], { inbox: done })).toBe('written');
      const late = anIncident('cpu');
      expect(await incidents.write([told(late)], { inbox: done })).toBe('conflict');
      expect(await incidents.read(late.id)).toBeUndefined();
      expect((await inbox.backlog()).count).toBe(1);
    });

    it('is done for one of many who write the same at the same time', async () => {
      const store = open();
      const incident = await opened(store, 'cpu');
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, version) =>
          store.incidents.write([told({ ...incident, version }, 1)], { audit: [acknowledged(incident)] }),
        ),
      );
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(await store.incidents.read(incident.id)).toMatchObject({
        revision: 2,
        version: answers.indexOf('written'),
      });
      expect(await store.audit()).toEqual([acknowledged(incident)]);
    });

    it('never makes a second open one of the same key, be it new or opened again', async () => {
      const store = open();
      const { incidents, now } = store;
      const before = await opened(store, 'cpu');
      expect(await incidents.write([told(anIncident('cpu', { id: anIncident('x').id }))])).toBe('conflict');
      await incidents.write([told(closed(before, now()), 1)]);
      const after = await opened(store, 'cpu');
      const { closedAt: _over, ...reopened } = closed(before, now());
      expect(await incidents.write([told({ ...reopened, state: 'open' }, 2)])).toBe('conflict');
      await incidents.write([told(closed(after, now()), 1)]);
      expect(await incidents.write([told({ ...reopened, state: 'open' }, 2)])).toBe('written');
    });

    it('as new is refused where it is there already, and as known where it is gone', async () => {
      const store = open();
      const incident = await opened(store, 'cpu');
      expect(await store.incidents.write([told(incident)])).toBe('conflict');
      expect(await store.incidents.write([told(anIncident('memory'), 3)])).toBe('conflict');
    });

    it('adds what it was told to the audit, in the same step', async () => {
      const store = open();
      const incident = await opened(store, 'cpu');
      const write = told({ ...incident, acknowledged: { by, at: 1 } }, 1);
      await store.incidents.write([write], { audit: [acknowledged(incident)] });
      await store.incidents.write([], { audit: [acknowledged(incident)] });
      expect(await store.audit()).toEqual([acknowledged(incident), acknowledged(incident)]);
    });

    it('never stores what couldn’t be read again, nor one incident twice', async () => {
      const store = open();
      const { incidents } = store;
      const [whole, empty] = [anIncident('cpu'), anIncident('memory', { alarms: [] })];
      await expect(incidents.write([told(whole), told(empty)])).rejects.toThrow();
      await expect(incidents.write([told(whole), told(whole)])).rejects.toThrow('twice');
      expect(await incidents.read(whole.id)).toBeUndefined();
    });
  });

  describe(`${name}: what must be looked at again`, () => {
    it('is due by the store’s clock until it is written without, the longest due first', async () => {
      const { incidents, now, past } = open();
      const [soon, sooner, never] = [anIncident('one'), anIncident('two'), anIncident('three')];
      const at = now();
      const write = (incident: Incident, more: object) => ({ incident, slack: 'nothing', ...more }) as const;
      await incidents.write([
        write(soon, { dueAt: at + 20 }),
        write(sooner, { dueAt: at - 20 }),
        write(anIncident('later'), { dueAt: at + 3_600_000 }),
        write(never, {}),
      ]);
      await past(at + 20);
      expect(await incidents.dueNow(10)).toEqual([sooner.id, soon.id]);
      expect(await incidents.dueNow(1)).toEqual([sooner.id]);
      await incidents.write([write(sooner, { revision: 1 })]);
      expect(await incidents.dueNow(10)).toEqual([soon.id]);
    });
  });

  describe(`${name}: a closed incident`, () => {
    it('is gone a retention after, with all that it was found by, and is due no more', async () => {
      const store = open({ retention: 150 });
      const { incidents, notices, now, past } = store;
      const incident = await opened(store, 'cpu');
      const { id, number, key } = incident;
      const root = { channel: 'C1', ts: '1.2', digest: 'd', shownAt: 1 };
      await notices.told(id, 0, { place: 0, events: 1, root });
      await incidents.write([{ ...told(closed(incident, now()), 1), dueAt: now() }]);
      await past(now() + 150);
      expect(await incidents.read(id)).toBeUndefined();
      expect(await incidents.byNumber(number)).toBeUndefined();
      expect(await incidents.byThread('C1', '1.2')).toBeUndefined();
      expect(await incidents.newest([key])).toEqual(new Map());
      expect(await incidents.toldUnder([fingerprintOf('cpu')])).toEqual(new Map());
      expect(await incidents.dueNow(10)).toEqual([]);
      expect(await notices.told(id, 1, { place: 0, events: 1 })).toBe(false);
    });

    it('that opens again stays, with all that it is found by', async () => {
      const store = open({ retention: 1_000 });
      const { incidents, notices, now, past } = store;
      const incident = await opened(store, 'cpu');
      const { id, number, key } = incident;
      const root = { channel: 'C1', ts: '1.2', digest: 'd', shownAt: 1 };
      await notices.told(id, 0, { place: 0, events: 1, root });
      const over = closed(incident, now());
      await incidents.write([told(over, 1)]);
      await notices.told(id, 1, { place: 0, events: 2, root: { ...root, ts: '1.3' } });
      expect(await incidents.write([told(incident, 2)])).toBe('written');
      await past(now() + 1_000);
      const found = { ...incident, revision: 3 };
      expect(await incidents.read(id)).toEqual(found);
      expect(await incidents.byNumber(number)).toEqual(found);
      for (const ts of ['1.2', '1.3']) expect(await incidents.byThread('C1', ts)).toEqual(found);
      expect(await incidents.newest([key])).toEqual(new Map([[key, found]]));
      const cpu = fingerprintOf('cpu');
      expect(await incidents.toldUnder([cpu])).toEqual(new Map([[cpu, { key, at: NIGHT }]]));
      expect(await notices.read(id)).toMatchObject({ version: 2 });
    });
  });

  describe(`${name}: how remedies did`, () => {
    it('is counted once for each run, by alarm and remedy, with how long they took on average', async () => {
      const { incidents } = open();
      const [cpu, memory] = [fingerprintOf('cpu'), fingerprintOf('memory')];
      expect(await incidents.records(cpu)).toEqual(new Map());
      const run = ulid();
      for (let i = 0; i < 3; i++) await incidents.noteTry(cpu, 'restart', run, { after: 60_000 });
      await incidents.noteTry(cpu, 'restart', ulid(), { after: 120_000.4 });
      await incidents.noteTry(cpu, 'restart', ulid(), 'no-help');
      await incidents.noteTry(cpu, 'scale/up', run, 'no-help');
      await incidents.noteTry(memory, 'restart', run, 'no-help');
      expect(await incidents.records(cpu)).toEqual(
        new Map([
          ['restart', { tried: 3, helped: 2, took: 90_000 }],
          ['scale/up', { tried: 1, helped: 0 }],
        ]),
      );
      expect(await incidents.records(memory)).toEqual(new Map([['restart', { tried: 1, helped: 0 }]]));
    });
  });
}
