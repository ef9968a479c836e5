import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/domain/alarm/incident.ts';
import { hours } from '../../../src/domain/clock.ts';
import type { AccessPolicy } from '../../../src/domain/people/access.ts';
import { letting } from '../../support/access.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from '../../support/alarms.ts';
import { enriched, NOW } from '../../support/enriched-incident.ts';
import { OPERATOR, TEAM } from '../../support/values.ts';
import { alarmBot } from './alarm-bot.ts';

const SECOND = 'U0SECOND';
const OTHER_ACCOUNT = 'U0OPERATOR2';
const by = { kind: 'slack', team: TEAM, user: OPERATOR } as const;

/** Production reviews both; the operator has two accounts. */
const policy: AccessPolicy = {
  ...letting([OPERATOR, OTHER_ACCOUNT, SECOND], { team: TEAM }),
  reviews: [
    {
      changes: ['acknowledge', 'silence'],
      where: { kind: 'places', environments: ['production'], stacks: [] },
    },
  ],
  people: [[OPERATOR, OTHER_ACCOUNT]],
};

/** Two alarms of one stack. */
const group = (): Incident => {
  const { alarms } = incidentOf(heardOf(reportOf('ALARM', NIGHT, { name: 'memory-high' })));
  return enriched({ alarms: [...enriched().alarms, ...alarms] });
};

describe('an acknowledgement in production', () => {
  it('is listed until another person closes it, and the audit says so', async () => {
    const { say, written } = await alarmBot([enriched()], policy);
    await say('ack A17');
    const { reads } = await say('review', { user: SECOND });
    for (const words of ['One review is open', '*A17*', 'acknowledged by', OPERATOR])
      expect(reads).toContain(words);
    for (const user of [OPERATOR, OTHER_ACCOUNT])
      expect(await say('review A17 --note "fine"', { user })).toEqual({
        reads: expect.stringContaining('You had a part in A17'),
        refused: 'own-change',
      });
    expect((await say('review a17 --note "it was the load test"', { user: SECOND })).reads).toContain(
      'reviewed A17: it was the load test',
    );
    expect(written().at(-1)).toMatchObject({
      actor: { user: SECOND },
      incident: 17,
      outcome: {
        kind: 'reviewed',
        act: 'acknowledge',
        name: 'A17',
        by,
        at: NOW,
        note: 'it was the load test',
      },
    });
    expect(await say('review A17 --note "me too"', { user: SECOND })).toMatchObject({ refused: 'not-open' });
    expect((await say('review')).reads).toContain('Nothing waits for a review');
  });

  it('opens none where nothing is acknowledged, and one where two do it at once', async () => {
    const { say, parts, world } = await alarmBot([enriched()], policy);
    world.isAway = true;
    await say('ack A17');
    expect(await parts.reviews.open()).toEqual([]);
    world.isAway = false;
    await Promise.all([say('ack A17'), say('ack A17', { user: SECOND })]);
    expect(await parts.reviews.open()).toHaveLength(1);
  });

  it('opens none where the policy wants none', async () => {
    const { say, parts } = await alarmBot([enriched()]);
    await say('ack A17');
    await say('silence A17 --until 2h --reason "load test"');
    expect(await parts.reviews.open()).toEqual([]);
  });
});

describe('a silence in production', () => {
  it('of an incident is one review, whatever it has of alarms, closed by its number with the rest', async () => {
    const { say, parts, silences } = await alarmBot([group()], policy);
    await say('ack A17');
    await say('silence A17 --until 2h --reason "load test"');
    expect(await silences.all()).toHaveLength(2);
    expect(await parts.reviews.open()).toMatchObject([
      { kind: 'acknowledged' },
      { kind: 'silenced', until: NOW + hours(2), reason: 'load test', subject: { number: 17, alarms: 2 } },
    ]);
    await say('review A17 --note "fine"', { user: SECOND });
    expect(await parts.reviews.open()).toEqual([]);
  });

  it('and an acknowledgement by another person are closed by a third: neither had no part in A17', async () => {
    const { say, parts } = await alarmBot([enriched()], policy);
    await say('ack A17', { user: SECOND });
    await say('silence A17 --until 2h --reason "load test"');
    for (const user of [OPERATOR, SECOND])
      expect(await say('review A17 --note "fine"', { user })).toMatchObject({ refused: 'own-change' });
    expect(await parts.reviews.open()).toHaveLength(2);
  });

  it.each([
    ['registry', ['registry', 'prod-us-east-1/registry', 'PROD-us-east-1/registry']],
    ['prod-us-east-1', ['prod-us-east-1']],
  ])('of %s is reviewed by that name, as it is lifted', async (target, names) => {
    for (const name of names) {
      const { say, parts } = await alarmBot([enriched()], policy);
      await say(`silence ${target} --until 2h --reason "load test"`);
      await say(`silence ${target} --lift`);
      expect(await parts.reviews.open()).toHaveLength(1);
      expect(await say(`review ${name} --note "fine"`)).toMatchObject({ refused: 'own-change' });
      expect((await say(`review ${name} --note "fine"`, { user: SECOND })).reads).toContain(
        'reviewed prod-us',
      );
      expect(await parts.reviews.open()).toEqual([]);
    }
  });

  it('delivered twice is one review', async () => {
    const { say, parts, world } = await alarmBot([group()], policy);
    const words = 'silence A17 --until 2h --reason "why"';
    await say(words, { key: 'again' });
    world.now += 1_000;
    await say(words, { key: 'again' });
    expect(await parts.reviews.open()).toHaveLength(1);
  });
});

describe('review', () => {
  it.each([
    ['review A17', 'what you found', 'bad-value'],
    ['review --note "fine"', 'what you found', 'bad-value'],
    ['review A99 --note "fine"', 'A99 waits for no review', 'not-open'],
    ['review registry --note "fine"', 'prod-us-east-1/registry waits for no review', 'not-open'],
    ['review production --note "fine"', 'production waits for no review', 'not-open'],
    ['review regstry --note "fine"', 'Did you mean', 'unknown-target'],
    ['review xyzzy --note "fine"', 'I know nothing', 'unknown-target'],
    ['review 99 --note "fine"', '#99', 'unknown-run'],
  ])('"%s" closes nothing, and says why', async (words, said, why) => {
    const { say, parts } = await alarmBot([enriched()], policy);
    await say('ack A17', { user: SECOND });
    expect(await say(words)).toEqual({ reads: expect.stringContaining(said), refused: why });
    expect(await parts.reviews.open()).toHaveLength(1);
  });

  it('is among the verbs of whoever may do something that is reviewed, and of nobody else', async () => {
    const { say } = await alarmBot([], policy);
    expect((await say('help')).reads).toContain('ops review');
    expect((await say('help', { user: 'U0STRANGER' })).reads).not.toContain('ops review');
  });

  it('of who may not do such a thing there is refused', async () => {
    const { say } = await alarmBot([enriched()], policy);
    await say('ack A17');
    expect(await say('review A17 --note "fine"', { user: 'U0STRANGER' })).toMatchObject({
      reads: expect.stringContaining('You may not review A17'),
      refused: 'not-in-role',
    });
  });
});
