import { describe, expect, it } from 'vitest';
import type { AlarmPolicy } from '../../../../src/domain/alarm/alarm-policy.ts';
import type { Incident } from '../../../../src/domain/alarm/incident.ts';
import { sayWhatChanged } from '../../../../src/domain/alarm/life/say.ts';
import type { Announcement } from '../../../../src/domain/announcement/announcement.ts';
import { hours, minutes } from '../../../../src/domain/clock.ts';
import { RunNumber } from '../../../../src/domain/ids.ts';
import type { Incidents, IncidentWrite } from '../../../../src/domain/ports/incidents.ts';
import type { MetricPictures } from '../../../../src/domain/ports/metric-pictures.ts';
import { err, ok } from '../../../../src/domain/result.ts';
import { type EnrichParts, enrich } from '../../../../src/jobs/alarms/enricher.ts';
import { type EnricherParts, startEnricher } from '../../../../src/jobs/alarms/start-enricher.ts';
import { loadOperations } from '../../../../src/jobs/operations-folder.ts';
import { loadRemediations } from '../../../../src/jobs/remediations-folder.ts';
import { heardOf, NIGHT, quietPolicy, reportOf, incidentOf as unsaid } from '../../../support/alarms.ts';
import { steadyFacts } from '../../../support/facts-parts.ts';
import { aRun, aSnapshot } from '../../../support/values.ts';
import { waitFor } from '../../../support/wait-for.ts';

const remedies = await loadRemediations(await loadOperations());

/** An incident whose thread has said what rings, as it is stored. */
const incidentOf = (...how: Parameters<typeof unsaid>): Incident =>
  sayWhatChanged(unsaid(...how), NIGHT).incident;

/** Incidents in memory: read, listed, and written by compare-and-set. */
function kept(...all: Incident[]) {
  const incidents = new Map(all.map((one) => [one.id, one]));
  const writes: IncidentWrite[] = [];
  const port: Pick<Incidents, 'read' | 'open' | 'write'> = {
    read: async (id) => incidents.get(id),
    open: async () => [...incidents.values()].filter(({ state }) => state === 'open'),
    async write(wanted) {
      if (wanted.some(({ revision, incident }) => incidents.get(incident.id)?.revision !== revision))
        return 'conflict';
      for (const { incident } of wanted) incidents.set(incident.id, incident);
      writes.push(...wanted);
      return 'written';
    },
  };
  const change = (incident: Incident): void => {
    incidents.set(incident.id, { ...incident, revision: incident.revision + 1 });
  };
  return { port, writes, change, now: (id = all[0]?.id) => (id && incidents.get(id)) ?? fail() };
}
const fail = (): never => {
  throw new Error('no incident');
};

const PNG = new Uint8Array([1]);
type Drawn = Parameters<MetricPictures['draw']>;

/** What enriching needs; what is drawn and kept is noted. */
function partsOf(store: ReturnType<typeof kept>, more: Partial<EnrichParts> = {}) {
  const drawn: Drawn[] = [];
  const keptAs: string[] = [];
  const announced: Announcement[] = [];
  const parts: EnrichParts = {
    ...steadyFacts(remedies),
    incidents: store.port,
    policy: quietPolicy,
    pictures: {
      async draw(...wanted) {
        drawn.push(wanted);
        return ok(PNG);
      },
    },
    album: {
      async keep({ alt }) {
        keptAs.push(alt);
        return ok(`F${keptAs.length}`);
      },
    },
    apart: minutes(1),
    announcer: {
      async announce(announcement) {
        announced.push(announcement);
      },
    },
    ...more,
  };
  return { parts, drawn, keptAs, announced };
}

describe('an incident that is enriched', () => {
  it('has the facts of its worst alarm, and then the picture of its metric', async () => {
    const store = kept(incidentOf());
    const { parts, drawn, keptAs } = partsOf(store);
    expect(await enrich(parts, store.now().id)).toBe('enriched');
    const { alarms, facts, picture, events, revision } = store.now();
    const [alarm] = alarms;
    expect(facts?.facts).toMatchObject({ running: 2, desired: 2 });
    expect(alarm?.confirmed?.state).toBe('ALARM');
    expect(events.at(-1)).toMatchObject({ kind: 'facts', fingerprint: alarm?.fingerprint });
    expect(picture).toEqual({ of: alarm?.fingerprint, file: 'F1', at: NIGHT + minutes(1) });
    expect(store.writes.map(({ incident, slack }) => [incident.picture?.file, slack])).toEqual([
      [undefined, 'tell'],
      ['F1', 'tell'],
    ]);
    expect(revision).toBe(incidentOf().revision + 2);
    expect(drawn).toEqual([
      [
        { account: '111122223333', region: 'us-east-1' },
        {
          name: 'mcp-gateway-v2-registry-cpu-high',
          from: NIGHT - minutes(179),
          to: NIGHT + minutes(1),
          marks: [],
        },
      ],
    ]);
    expect(keptAs).toEqual([
      'The metric of mcp-gateway-v2-registry-cpu-high (CPUUtilization > 85 for 10 min), 2026-11-26 00:01 UTC to 2026-11-26 03:01 UTC',
    ]);
  });

  it('is left where nothing is wanted of it', async () => {
    const store = kept({ ...incidentOf(), state: 'closed' });
    const { parts } = partsOf(store);
    expect(await enrich(parts, store.now().id)).toBe('left');
    expect(store.writes).toEqual([]);
  });

  it('keeps what somebody else wrote meanwhile', async () => {
    const store = kept(incidentOf());
    const { parts } = partsOf(store);
    const acknowledged = { by: { kind: 'system' }, at: NIGHT } as const;
    const write: Incidents['write'] = async (writes) => {
      if (store.writes.length === 0 && !store.now().acknowledged)
        store.change({ ...store.now(), acknowledged });
      return store.port.write(writes);
    };
    await enrich({ ...parts, incidents: { ...store.port, write } }, store.now().id);
    expect(store.now()).toMatchObject({
      acknowledged,
      facts: { facts: { running: 2 } },
      picture: { file: 'F1' },
    });
  });

  it('is left alone once it is closed, whatever was found', async () => {
    const store = kept(incidentOf());
    const { parts } = partsOf(store, {
      ecs: {
        async describe() {
          store.change({ ...store.now(), state: 'closed' });
          return ok(aSnapshot());
        },
      },
    });
    expect(await enrich(parts, store.now().id)).toBe('left');
    expect(store.writes).toEqual([]);
  });

  it('has its facts where no picture can be drawn', async () => {
    const store = kept(incidentOf());
    const { parts } = partsOf(store, {
      pictures: {
        draw: async () => err({ kind: 'throttled', call: 'cloudwatch:GetMetricWidgetImage', detail: '' }),
      },
    });
    expect(await enrich(parts, store.now().id)).toBe('enriched');
    expect(store.now()).toMatchObject({ facts: { facts: { running: 2 } } });
    expect(store.now()).not.toHaveProperty('picture');
  });

  describe('whose service a run deployed before', () => {
    const number = RunNumber.parse(1042);
    const run = aRun({ state: { status: 'running' }, number });
    const arn = 'arn:aws:ecs:us-east-1:111122223333:task-definition/mcp-gateway-v2-registry';
    const deployedAt = (at: number): Partial<EnrichParts> => ({
      runs: { byNumber: async (asked) => (asked === number ? run : undefined) },
      history: {
        of: async () => [{ id: 'ecs-svc/1', taskDefinition: `${arn}:1`, at, images: [], run: number }],
      },
    });

    it('is told in that run’s thread, under the same name each time', async () => {
      const store = kept(incidentOf());
      const { parts, announced } = partsOf(store, deployedAt(NIGHT - minutes(12)));
      await enrich(parts, store.now().id);
      const { id, channel } = store.now();
      expect(announced).toEqual([
        {
          id: `alarm-after-deploy/${id}/${run.request.id}`,
          to: [{ kind: 'run', run: run.request.id }],
          what: {
            kind: 'alarm-after-deploy',
            incident: 17,
            channel,
            name: 'mcp-gateway-v2-registry-cpu-high',
            severity: 'warning',
            since: NIGHT,
            deployedAt: NIGHT - minutes(12),
          },
        },
      ]);
    });

    it.each([
      ['long ago', NIGHT - hours(3)],
      ['after it began to ring, as a remedy does', NIGHT + minutes(1) - 1],
    ])('%s isn’t told there', async (_when, at) => {
      const store = kept(incidentOf());
      const { parts, announced } = partsOf(store, deployedAt(at));
      await enrich(parts, store.now().id);
      expect(announced).toEqual([]);
    });

    it('has its facts and its picture where that can’t be announced', async () => {
      const store = kept(incidentOf());
      const failures: string[] = [];
      const { parts } = partsOf(store, {
        ...deployedAt(NIGHT - minutes(12)),
        onFailure: (what) => failures.push(what),
        announcer: {
          announce: async () => {
            throw new Error('the store is away');
          },
        },
      });
      expect(await enrich(parts, store.now().id)).toBe('enriched');
      expect(store.now()).toMatchObject({ facts: { facts: { running: 2 } }, picture: { file: 'F1' } });
      expect(failures).toEqual(['an alarm is not told yet in the thread of the run before it']);
    });
  });

  it('begins the countdown of a remedy that policy lets begin by itself', async () => {
    const store = kept(incidentOf());
    const policy: AlarmPolicy = {
      ...quietPolicy,
      automatic: [{ remedy: 'restart', match: {}, countdown: minutes(2), perDay: 1 }],
    };
    await enrich(partsOf(store, { policy }).parts, store.now().id);
    expect(store.now().countdown).toMatchObject({ remedy: 'restart', due: NIGHT + minutes(3) });
    expect(store.writes[0]?.dueAt).toBe(NIGHT + minutes(3));
  });
});

describe('the enricher', () => {
  const many = Array.from({ length: 9 }, (_, n) =>
    incidentOf(heardOf(reportOf('ALARM', NIGHT, { name: `alarm-${n}` })), n + 1),
  );
  const lease = { hold: async () => true, release: async () => undefined };
  const start = (parts: EnrichParts, store: ReturnType<typeof kept>, more: Partial<EnricherParts> = {}) =>
    startEnricher({ ...parts, incidents: store.port, lease, every: 20, ...more });

  it('enriches all that is open, four at a time', async () => {
    const store = kept(...many);
    let [at, most] = [0, 0];
    const { parts } = partsOf(store, {
      ecs: {
        async describe() {
          at += 1;
          most = Math.max(most, at);
          await new Promise((resolve) => setImmediate(resolve));
          at -= 1;
          return ok(aSnapshot());
        },
      },
    });
    const enricher = start(parts, store);
    await waitFor(() => many.every(({ id }) => store.now(id).picture), { what: 'all pictures' });
    await enricher.stop();
    expect(most).toBe(4);
    expect(store.writes).toHaveLength(2 * many.length);
  });

  it('tries none again within a minute, however it went, and goes on with others', async () => {
    const store = kept(...many.slice(0, 2));
    const failures: unknown[] = [];
    let now = NIGHT + minutes(1);
    const { parts } = partsOf(store, {
      clock: { now: () => now },
      onFailure: (what) => failures.push(what),
    });
    const [first] = many;
    const write: Incidents['write'] = async (writes) => {
      if (writes[0]?.incident.id === first?.id) throw new Error('the store is away');
      return store.port.write(writes);
    };
    const enricher = start(parts, store, { incidents: { ...store.port, write } });
    await waitFor(() => store.now(many[1]?.id).picture && failures.length > 0, { what: 'both tries' });
    expect(failures).toEqual(['an incident could not be enriched']);
    now += minutes(1);
    enricher.hint();
    await waitFor(() => failures.length > 1, { what: 'the second try' });
    await enricher.stop();
    expect(failures).toHaveLength(2);
  });

  it('does nothing while somebody else holds the lease', async () => {
    const store = kept(...many);
    let asked = 0;
    const hold = async () => {
      asked += 1;
      return false;
    };
    const enricher = start(partsOf(store).parts, store, { lease: { ...lease, hold } });
    await waitFor(() => asked > 2, { what: 'three turns' });
    await enricher.stop();
    expect(store.writes).toEqual([]);
  });

  it('finishes what it has begun when it is stopped', async () => {
    const store = kept(...many.slice(0, 1));
    const gate = Promise.withResolvers<void>();
    let isAsked = false;
    const { parts } = partsOf(store, {
      ecs: {
        async describe() {
          isAsked = true;
          await gate.promise;
          return ok(aSnapshot());
        },
      },
    });
    const enricher = start(parts, store);
    await waitFor(() => isAsked, { what: 'a read' });
    const stopped = enricher.stop();
    gate.resolve();
    await stopped;
    expect(store.now().facts?.facts.running).toBe(2);
  });
});
