import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/domain/alarm/incident.ts';
import { acknowledge } from '../../../src/domain/alarm/life/acknowledge.ts';
import { type SilenceScope, silenceName } from '../../../src/domain/alarm/silence.ts';
import type { AuditEntry } from '../../../src/domain/audit/entry.ts';
import type { SlackActor } from '../../../src/domain/people/actor.ts';
import { incidentSubject } from '../../../src/domain/review/alarm-subject.ts';
import type { AcknowledgedReview, SilencedReview } from '../../../src/domain/review/review.ts';
import { incidentDesk } from '../../../src/jobs/alarms/change-incident.ts';
import { anIncident, fingerprintOf } from '../../support/alarm-values.ts';
import { quietPolicy } from '../../support/alarms.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

const person = (user: string): SlackActor => ({ kind: 'slack', team: 'T1', user });
const [FIRST, SECOND, THIRD] = [person('U1'), person('U2'), person('U3')];
const stack: SilenceScope = { kind: 'stack', name: 'prod-us-east-1' };

/** An open incident in the store. */
async function opened({ incidents }: StoreUnderTest): Promise<Incident> {
  const incident = anIncident('cpu', { number: await incidents.nextNumber() });
  await incidents.write([{ incident, slack: 'tell' }]);
  return incident;
}

/** Takes an incident on as a person does, with the review that it opens. */
function takesOn(store: StoreUnderTest, { id, ...incident }: Incident, by: SlackActor) {
  const { incidents, now } = store;
  const at = now();
  const review: AcknowledgedReview = {
    kind: 'acknowledged',
    id: `acknowledge/${by.user}/${ulid()}`,
    subject: incidentSubject({ ...incident, id }),
    ...{ by, at, channel: 'C0CHANGES' },
  };
  const desk = incidentDesk({ incidents, policy: quietPolicy, clock: { now } });
  const change = (seen: Incident): Incident | undefined => {
    const became = acknowledge(seen, by, at);
    return became.kind === 'acknowledged' ? became.incident : undefined;
  };
  const entry: AuditEntry = {
    kind: 'alarm',
    ...{ actor: by, origin: {}, incident: incident.number },
    outcome: { kind: 'acknowledged' },
  };
  return { review, done: () => desk.change(id, change, { audit: [entry], review }) };
}

/** Silences a stack as a person does, or what they are given, with the one review that it opens. */
function silences(store: StoreUnderTest, by: SlackActor, request: string) {
  const at = store.now();
  const said = { until: at + 60_000, by, reason: `${by.user} knows` };
  const review: SilencedReview = {
    kind: 'silenced',
    id: `silence/${request}/${at}`,
    subject: { kind: 'stack', name: 'prod-us-east-1' },
    ...{ ...said, at, channel: 'C0CHANGES' },
  };
  const place = (scope: SilenceScope = stack) =>
    store.silences.place({ scope, ...said, channel: 'C1' }, `${request}/${silenceName(scope)}`, {}, review);
  return { review, place };
}

/** What every store promises of reviews of what people do about alarms. */
export function alarmReviewsContract(name: string, open: OpenStore): void {
  describe(`${name}: a review of an acknowledgement`, () => {
    it('opens with it, as it was given', async () => {
      const store = open();
      const { review, done } = takesOn(store, await opened(store), FIRST);
      expect(await done()).toBe('written');
      expect(await store.reviews.open()).toEqual([review]);
    });

    it('is one where two people take it on at once: that of whose it is', async () => {
      const store = open();
      const incident = await opened(store);
      const [one, other] = [takesOn(store, incident, FIRST), takesOn(store, incident, SECOND)];
      await Promise.all([one.done(), other.done()]);
      const whose = (await store.incidents.read(incident.id))?.acknowledged?.by;
      expect(await store.reviews.open()).toMatchObject([{ by: whose }]);
      expect(await store.audit()).toMatchObject([{ actor: whose, outcome: { kind: 'acknowledged' } }]);
    });

    it('isn’t opened again where the same is said again', async () => {
      const store = open();
      const incident = await opened(store);
      const { review, done } = takesOn(store, incident, FIRST);
      await done();
      expect(await done()).toBe('left');
      expect(await takesOn(store, incident, FIRST).done()).toBe('left');
      expect(await store.reviews.open()).toEqual([review]);
    });

    it('isn’t opened where somebody else has written since', async () => {
      const store = open();
      const incident = await opened(store);
      const { review } = takesOn(store, incident, FIRST);
      const stale = { incident, slack: 'nothing', revision: 7 } as const;
      expect(await store.incidents.write([stale], { review })).toBe('conflict');
      expect(await store.reviews.open()).toEqual([]);
    });
  });

  describe(`${name}: a review of a silence`, () => {
    it('opens with it, once however often and at the same time the request comes', async () => {
      const store = open();
      const { review, place } = silences(store, FIRST, 'command/1');
      await Promise.all(Array.from({ length: 10 }, () => place()));
      expect(await store.reviews.open()).toEqual([review]);
    });

    it('is one for all alarms of an incident that one command silences', async () => {
      const store = open();
      const { review, place } = silences(store, FIRST, 'command/1');
      for (const alarm of ['cpu', 'memory', 'disk'])
        await place({ kind: 'alarm', fingerprint: fingerprintOf(alarm), name: alarm });
      expect(await store.silences.all()).toHaveLength(3);
      expect(await store.reviews.open()).toEqual([review]);
    });

    it('is each person’s own, where one silence takes the other’s place', async () => {
      const store = open();
      const both = [silences(store, FIRST, 'command/1'), silences(store, SECOND, 'command/2')];
      await Promise.all(both.map(({ place }) => place()));
      expect(await store.silences.all()).toHaveLength(1);
      expect(await store.reviews.open()).toHaveLength(2);
    });

    it('isn’t opened where nothing is silenced, since its end has passed', async () => {
      const store = open();
      const { review } = silences(store, FIRST, 'command/1');
      const past = { scope: stack, until: store.now() - 1, by: FIRST, reason: 'late', channel: 'C1' };
      expect(await store.silences.place(past, ulid(), {}, review)).toEqual({ kind: 'over' });
      expect(await store.reviews.open()).toEqual([]);
    });

    it('stays when the silence is lifted', async () => {
      const store = open();
      const { review, place } = silences(store, FIRST, 'command/1');
      await place();
      await store.silences.lift(stack, ulid(), { actor: FIRST, origin: {} });
      expect(await store.reviews.open()).toEqual([review]);
    });
  });

  describe(`${name}: closing reviews`, () => {
    it('closes what was read, each with its entry in the audit, and nothing that came since', async () => {
      const store = open();
      const incident = await opened(store);
      const taken = takesOn(store, incident, FIRST);
      await taken.done();
      const read = await store.reviews.open();
      const later = silences(store, SECOND, 'command/2');
      await later.place();
      expect(await store.reviews.close(read, THIRD, 'fine', { channel: 'C1' })).toEqual([taken.review]);
      expect(await store.reviews.open()).toEqual([later.review]);
      const { at } = taken.review;
      expect((await store.audit()).filter(({ actor }) => 'user' in actor && actor.user === 'U3')).toEqual([
        {
          ...{ kind: 'alarm', actor: THIRD, origin: { channel: 'C1' }, incident: incident.number },
          outcome: {
            ...{ kind: 'reviewed', act: 'acknowledge', name: `A${incident.number}` },
            ...{ by: FIRST, at, note: 'fine' },
          },
        },
      ]);
    });

    it('by two at once is one’s', async () => {
      const store = open();
      await takesOn(store, await opened(store), FIRST).done();
      await silences(store, FIRST, 'command/2').place();
      const read = await store.reviews.open();
      const closed = await Promise.all(
        [SECOND, THIRD].map((by) => store.reviews.close(read, by, 'looked at it')),
      );
      expect(closed.map(({ length }) => length).sort()).toEqual([0, 2]);
      expect(await store.reviews.open()).toEqual([]);
      const entries = (await store.audit()).filter(
        (one) => one.kind === 'alarm' && one.outcome.kind === 'reviewed',
      );
      expect(entries).toHaveLength(2);
      expect(await store.reviews.close(read, SECOND, 'again')).toEqual([]);
      expect(await store.reviews.close([], SECOND, 'nothing')).toEqual([]);
    });
  });
}
