import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/domain/alarm/incident.ts';
import type { IncidentWrite } from '../../../src/domain/ports/incidents.ts';
import { UNKNOWN_DIGEST } from '../../../src/domain/ports/notices.ts';
import { anIncident } from '../../support/alarm-values.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

const root = { channel: 'C1', ts: '1.2', digest: 'd', status: 'open', shownAt: 1_000 } as const;
const nothing = { place: 0, events: 0 } as const;

async function opened(
  { incidents }: StoreUnderTest,
  slack: IncidentWrite['slack'] = 'tell',
): Promise<Incident> {
  const number = await incidents.nextNumber();
  // Another alarm each time: one that rings has one open incident.
  const incident = anIncident(`cpu-${number}`, { number });
  await incidents.write([{ incident, slack }]);
  return { ...incident, revision: 1 };
}

/** What every list of incidents whose story is behind promises. */
export function incidentNoticesContract(name: string, open: OpenStore): void {
  describe(`${name}: an incident’s story`, () => {
    it('is behind when the incident is written to be told, and not when there is nothing to tell', async () => {
      const store = open();
      const { notices } = store;
      await opened(store, 'nothing');
      expect(await notices.due(10)).toEqual([]);
      const { id, channel, state, openedAt } = await opened(store);
      expect(await notices.due(10)).toEqual([{ id, revision: 1, channel, state, openedAt, untold: 1 }]);
      expect(await notices.read(id)).toMatchObject({ version: 0, told: nothing, incident: { id } });
    });

    it('is told step by step; who writes late is refused; its root is found', async () => {
      const store = open();
      const { notices, incidents } = store;
      const { id } = await opened(store);
      const pending = { channel: 'C1', mark: 'm', since: 1 };
      expect(await notices.told(id, 0, { ...nothing, pending })).toBe(true);
      expect(await notices.told(id, 0, { ...nothing, root })).toBe(false);
      expect((await notices.read(id))?.told).toEqual({ ...nothing, pending });
      expect(await incidents.byThread('C1', '1.2')).toBeUndefined();
      expect(await notices.told(id, 1, { place: 0, events: 1, root })).toBe(true);
      expect(await notices.read(id)).toMatchObject({ version: 2, told: { place: 0, events: 1, root } });
      expect((await incidents.byThread('C1', '1.2'))?.id).toBe(id);
      expect(await notices.due(10)).toMatchObject([
        { id, channel: 'C1', shownAt: 1_000, shown: 'open', untold: 0 },
      ]);
    });

    it('is settled for the revision that was told, and stays behind where another was written', async () => {
      const store = open();
      const { notices, incidents } = store;
      const incident = await opened(store);
      await incidents.write([{ incident, revision: 1, slack: 'tell' }]);
      await notices.settle(incident.id, 1);
      expect(await notices.due(10)).toHaveLength(1);
      await notices.settle(incident.id, 2);
      expect(await notices.due(10)).toEqual([]);
    });

    it('is put off for a while, unless another revision was written', async () => {
      const store = open();
      const { notices, now, past } = store;
      const { id } = await opened(store);
      await notices.postpone(id, 7, 60_000);
      expect(await notices.due(10)).toHaveLength(1);
      const at = now();
      await notices.postpone(id, 1, 500);
      expect(await notices.due(10)).toEqual([]);
      await past(at + 550);
      expect(await notices.due(10)).toHaveLength(1);
    });

    it('is due again where nobody knows any more what its root shows', async () => {
      const store = open();
      const { notices } = store;
      const { id } = await opened(store);
      await notices.doubt(id);
      expect((await notices.read(id))?.version).toBe(0);
      await notices.told(id, 0, { place: 0, events: 1, root });
      await notices.settle(id, 1);
      await notices.doubt(id);
      const { status: _notKnown, ...shown } = root;
      expect((await notices.read(id))?.told.root).toEqual({ ...shown, digest: UNKNOWN_DIGEST });
      expect((await notices.due(10)).map((one) => one.id)).toEqual([id]);
    });

    it('of an incident that isn’t there can’t be told, and is taken off', async () => {
      const store = open({ retention: 60 });
      const { notices, incidents, now, past } = store;
      const { id } = anIncident('memory');
      expect(await notices.read(id)).toBeUndefined();
      expect(await notices.told(id, 0, nothing)).toBe(false);
      await notices.doubt(id);
      const incident = await opened(store);
      await incidents.write([{ incident: { ...incident, state: 'closed' }, revision: 1, slack: 'tell' }]);
      await past(now() + 60);
      expect((await notices.due(10)).map((one) => one.id)).toEqual([incident.id]);
      await notices.settle(incident.id, 0);
      expect(await notices.due(10)).toEqual([]);
    });
  });
}
