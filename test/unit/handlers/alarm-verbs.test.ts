import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/domain/alarm/incident.ts';
import { hours, minutes } from '../../../src/domain/clock.ts';
import type { AccessPolicy } from '../../../src/domain/people/access.ts';
import { plainMessage } from '../../../src/views/message.ts';
import { letting } from '../../support/access.ts';
import { heardOf, incidentOf, NIGHT, reportOf } from '../../support/alarms.ts';
import { enriched, NOW, withAlarm } from '../../support/enriched-incident.ts';
import { CHANNEL, OPERATOR, registry, TEAM } from '../../support/values.ts';
import { alarmBot } from './alarm-bot.ts';

const by = { kind: 'slack', team: TEAM, user: OPERATOR } as const;

/** An incident of an alarm that no stack has. */
const stray = (number: number): Incident => ({
  ...incidentOf(
    heardOf(reportOf('ALARM', NIGHT, { name: `stray-${number}` }), {
      service: undefined,
      stack: undefined,
      environment: undefined,
    }),
    number,
  ),
  revision: 0,
});

/** Lets the operator do that in staging alone. */
const STAGING_ONLY: AccessPolicy = {
  ...letting([], { team: TEAM }),
  roles: [{ name: 'crew', takes: 'either', groups: [], users: [OPERATOR] }],
  rules: [
    {
      role: 'crew',
      may: ['acknowledge', 'silence', 'restart', 'cancel'],
      where: { kind: 'places', environments: ['staging'], stacks: [] },
    },
  ],
};

/** Lets the operator do everything in production, and nothing elsewhere. */
const PRODUCTION_ONLY: AccessPolicy = {
  ...STAGING_ONLY,
  rules: [
    {
      role: 'crew',
      may: 'everything',
      where: { kind: 'places', environments: ['production'], stacks: [] },
    },
  ],
};

describe('ack', () => {
  it.each(['ack A17', 'ack a17', 'ack #A17', 'ack'])(
    '"%s" takes it on, once, with its entry of the audit',
    async (words) => {
      const { say, incident, written } = await alarmBot([enriched()]);
      expect(await say(words)).toEqual({ reads: expect.stringContaining('You have *A17') });
      const { acknowledged, events } = await incident();
      expect(acknowledged).toEqual({ by, at: NOW });
      expect(events.at(-1)).toEqual({ kind: 'acknowledged', by, at: NOW });
      expect(written()).toEqual([
        {
          kind: 'alarm',
          actor: by,
          origin: { channel: CHANNEL, request: 'command/1' },
          incident: 17,
          outcome: { kind: 'acknowledged' },
        },
      ]);
      expect((await say('ack A17', { user: 'U0SECOND' })).reads).toContain('acknowledged already');
      expect(await incident()).toMatchObject({ acknowledged: { by } });
      expect(written()).toHaveLength(1);
    },
  );

  it('needs no number in the thread of an incident', async () => {
    const { say, incident } = await alarmBot([enriched(), stray(18)]);
    expect((await say('ack', { thread: '17.0' })).reads).toContain('You have *A17');
    expect((await incident()).acknowledged).toBeDefined();
  });

  it('of nothing in particular lists those that wait, where several do', async () => {
    const { say, written } = await alarmBot([enriched(), stray(18)]);
    const { reads, refused } = await say('ack');
    expect(refused).toBe('unsaid');
    for (const name of ['A17', 'A18']) expect(reads).toContain(`ack ${name}`);
    expect(written()).toEqual([]);
  });

  it('of nothing in particular lists those alone that the person may take on, and says that there are more', async () => {
    const { say } = await alarmBot([enriched(), stray(18)], PRODUCTION_ONLY);
    const { reads, refused } = await say('ack');
    expect(refused).toBe('unsaid');
    expect(reads).toContain('ack A17');
    expect(reads).not.toContain('A18');
    expect(reads).toContain('One more rings where you may not do that');
    const elsewhere = await alarmBot([stray(18), stray(19)], PRODUCTION_ONLY);
    expect((await elsewhere.say('ack')).reads).toContain('2 more ring where you may not do that');
  });

  it.each([
    ['ack A99', 'There is no alarm A99', 'unknown-alarm'],
    ['ack 17', 'Say which alarm', 'bad-value'],
    ['ack A17 A18', 'Say which alarm', 'bad-value'],
  ])('"%s" changes nothing, and says what is open', async (words, said, why) => {
    const { say, written } = await alarmBot([enriched()]);
    expect(await say(words)).toEqual({ reads: expect.stringContaining(said), refused: why });
    expect(written()).toEqual([]);
  });

  it('of what is over changes nothing', async () => {
    const { say, written } = await alarmBot([enriched({ state: 'closed', closedAt: NOW })]);
    expect(await say('ack A17')).toMatchObject({ refused: 'over' });
    expect(written()).toEqual([]);
  });

  it('by two at the same time is one’s, and the other reads whose', async () => {
    const { say, incident, written } = await alarmBot([enriched()]);
    const said = await Promise.all([say('ack A17'), say('ack A17', { user: 'U0SECOND' })]);
    expect(said.filter(({ reads }) => reads.includes('You have'))).toHaveLength(1);
    expect(said.filter(({ reads }) => reads.includes('acknowledged already'))).toHaveLength(1);
    expect((await incident()).events.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
    expect(written()).toHaveLength(1);
  });

  it('says that it isn’t confirmed where the store is away', async () => {
    const { say, world } = await alarmBot([enriched()]);
    world.isAway = true;
    expect(await say('ack A17')).toMatchObject({ refused: 'unconfirmed' });
  });
});

describe('silence', () => {
  it('of an alarm keeps it quiet until then, says so in its thread, and is in the audit', async () => {
    const { say, answer, incident, silences, written } = await alarmBot([enriched()]);
    const reply = await answer('silence A17 --until 2h --reason "load test"');
    expect(reply).toMatchObject({ kind: 'now', audience: 'channel' });
    const [alarm] = (await incident()).alarms;
    expect(alarm?.silencedUntil).toBe(NOW + hours(2));
    expect((await incident()).events.at(-1)).toEqual({
      kind: 'silenced',
      at: NOW,
      by,
      until: NOW + hours(2),
      reason: 'load test',
    });
    expect(await silences.all()).toMatchObject([
      { scope: { kind: 'alarm' }, reason: 'load test', channel: CHANNEL },
    ]);
    expect(written()).toMatchObject([{ kind: 'alarm', actor: by, outcome: { kind: 'silenced' } }]);
    expect((await say('silence A17 --lift')).reads).toContain("isn't silenced any more");
    expect((await incident()).alarms[0]?.silencedUntil).toBeUndefined();
    expect((await incident()).events.at(-1)).toMatchObject({ kind: 'silence-ended' });
    expect(await silences.all()).toEqual([]);
    expect(await say('silence A17 --lift')).toMatchObject({ refused: 'no-silence' });
  });

  it.each([
    ['registry', { kind: 'service', name: 'prod-us-east-1/registry' }],
    ['prod-us-east-1', { kind: 'stack', name: 'prod-us-east-1' }],
  ])('of %s covers its open alarms, and is ended by that name', async (name, scope) => {
    const { say, incident, silences } = await alarmBot([enriched(), stray(18)]);
    await say(`silence ${name} --until 30m --reason "we know"`);
    expect(await silences.all()).toMatchObject([{ scope }]);
    expect((await incident()).alarms[0]?.silencedUntil).toBe(NOW + minutes(30));
    expect((await incident(stray(18).id)).alarms[0]?.silencedUntil).toBeUndefined();
    await say(`silence ${name} --lift`);
    expect((await incident()).alarms[0]?.silencedUntil).toBeUndefined();
  });

  it.each([
    ['silence A17 --reason "why"', 'Say until when', 'bad-value'],
    ['silence A17 --until 2h', 'Say why', 'bad-value'],
    ['silence A17 --until 8d --reason "why"', '7 d at most', 'bad-value'],
    ['silence A17 --until later --reason "why"', '--until', 'bad-value'],
    ['silence all --until 2h --reason "why"', 'I know nothing', 'unknown-target'],
    ['silence production --until 2h --reason "why"', 'I know nothing', 'unknown-target'],
    ['silence regstry --until 2h --reason "why"', '`registry`', 'unknown-target'],
    ['silence A99 --until 2h --reason "why"', 'no alarm A99', 'unknown-alarm'],
    ['silence registry --lift', 'itself isn', 'no-silence'],
  ])('"%s" changes nothing, and says why', async (words, said, why) => {
    const { say, silences, written } = await alarmBot([enriched()]);
    expect(await say(words)).toEqual({ reads: expect.stringContaining(said), refused: why });
    expect(await silences.all()).toEqual([]);
    expect(written()).toEqual([]);
  });

  it.each([
    ['silence', undefined],
    ['silence A17', 'A17'],
    ['silence registry', 'prod-us-east-1/registry'],
    ['silence prod-us-east-1', 'prod-us-east-1'],
    ['silence A99', undefined],
    ['silence production', undefined],
    ['silence regstry', undefined],
  ])('"%s" opens the form, with what is certainly meant chosen in it', async (words, target) => {
    const { answer, silences } = await alarmBot([enriched()]);
    const reply = await answer(words);
    expect(reply).toMatchObject({ kind: 'form', form: { verb: 'silence' } });
    expect(reply.kind === 'form' && 'verb' in reply.form ? reply.form.target?.value : 'no form').toBe(target);
    expect(await silences.all()).toEqual([]);
  });

  it('of an incident of many alarms is of its stack; what was placed before it grew is ended all the same', async () => {
    const { say, incident, change, silences } = await alarmBot([enriched()]);
    await say('silence A17 --until 2h --reason "why"');
    const { id } = await incident();
    await change(id, (one) => ({
      ...one,
      alarms: Array.from({ length: 11 }, (_, n) => {
        const { alarms } = incidentOf(heardOf(reportOf('ALARM', NIGHT, { name: `cpu-${n}` })));
        const [another] = n === 0 ? one.alarms : alarms;
        if (!another) throw new Error('no alarm');
        return another;
      }),
    }));
    expect(await say('silence A17 --until 2h --reason "why"')).toEqual({
      reads: expect.stringContaining('/ops silence prod-us-east-1'),
      refused: 'too-many',
    });
    await say('silence A17 --lift');
    expect(await silences.all()).toEqual([]);
  });

  it('delivered twice is one', async () => {
    const { say, written } = await alarmBot([enriched()]);
    await say('silence A17 --until 2h --reason "why"', { key: 'again' });
    expect((await say('silence A17 --until 2h --reason "why"', { key: 'again' })).reads).toContain('already');
    expect(written()).toHaveLength(1);
  });

  it('shows a reason as words, whatever it says', async () => {
    const { say } = await alarmBot([enriched()]);
    const { reads } = await say('silence A17 --until 2h --reason "<!channel> *x* <https://a.example|go>"');
    expect(reads).not.toContain('<!channel>');
    expect(reads).not.toContain('<https://a.example|go>');
  });
});

describe('mend', () => {
  it('begins the remedy’s run as the command would, and the incident tells of it', async () => {
    const { say, incident, stored } = await alarmBot([enriched()]);
    expect(await say('mend A17 restart 1')).toEqual({ reads: expect.stringContaining('has begun as #1042') });
    const [[key, request] = []] = [...stored];
    const { id, mendings, events } = await incident();
    expect(key).toBe(`mend/${id}/1/restart`);
    expect(request).toMatchObject({
      operation: 'restart',
      target: registry,
      input: { force: false },
      actor: by,
      reason: 'A17 mcp-gateway-v2-registry-cpu-high',
      correlation: 'command/1',
    });
    expect(mendings).toMatchObject([{ remedy: 'restart', run: request?.id, number: 1042, by, version: 1 }]);
    expect(events.at(-1)).toMatchObject({ kind: 'mending', mending: { number: 1042 } });
  });

  it('clicked again, and by somebody else, is the same run', async () => {
    const { say, incident, stored } = await alarmBot([enriched()]);
    await say('mend A17 restart 1');
    expect((await say('mend A17 restart 1', { user: 'U0SECOND' })).reads).toContain(
      'begun already, as #1042',
    );
    expect(stored.size).toBe(1);
    expect((await incident()).mendings).toHaveLength(1);
  });

  it('clicked by two at the same time is one run, of whoever’s it is', async () => {
    const { say, incident, stored } = await alarmBot([enriched()]);
    await Promise.all([say('mend A17 restart 1'), say('mend A17 restart 1', { user: 'U0SECOND' })]);
    const [request] = [...stored.values()];
    expect(stored.size).toBe(1);
    expect((await incident()).mendings).toMatchObject([{ by: request?.actor }]);
  });

  it('is noted by the next click where it couldn’t be', async () => {
    const { say, incident, stored, world } = await alarmBot([enriched()]);
    world.isAway = true;
    expect((await say('mend A17 restart 1')).reads).toContain('has begun as #1042');
    world.isAway = false;
    await say('mend A17 restart 1', { user: 'U0SECOND' });
    expect(stored.size).toBe(1);
    expect((await incident()).mendings).toMatchObject([{ number: 1042, by }]);
  });

  it('of another state begins nothing, and shows what is now', async () => {
    const { say, stored } = await alarmBot([enriched({ version: 3 })]);
    expect(await say('mend A17 restart 2')).toEqual({
      reads: expect.stringContaining('another state of A17'),
      refused: 'stale',
    });
    expect(stored.size).toBe(0);
  });

  it.each([
    ['OK', 'OK already', 'over'],
    ['away', "CloudWatch can't be asked", 'unconfirmed'],
    ['INSUFFICIENT_DATA', "doesn't say", 'unconfirmed'],
    ['gone', "doesn't say", 'unconfirmed'],
  ] as const)(
    'asks first where CloudWatch says %s, and begins it for who says so',
    async (cloudWatch, said, why) => {
      const { say, stored, world } = await alarmBot([enriched()]);
      world.cloudWatch = cloudWatch;
      const { reads, refused } = await say('mend A17 restart 1');
      expect(refused).toBe(why);
      expect(reads).toContain(said);
      expect(reads).toContain('mend A17 restart 1 --anyway');
      expect(stored.size).toBe(0);
      expect((await say('mend A17 restart 1 --anyway')).reads).toContain('has begun as #1042');
    },
  );

  it.each([
    ['away', "Alertmanager can't be asked now", 'unconfirmed'],
    ['unlisted', "Alertmanager itself doesn't say", 'unconfirmed'],
  ] as const)(
    'of an alert asks first where Alertmanager is %s, whatever CloudWatch says; where it lists the alert it begins',
    async (alertmanager, said, why) => {
      const alerted = withAlarm(enriched(), { type: 'rule' });
      const { say, stored, world } = await alarmBot([alerted]);
      world.alertmanager = alertmanager;
      const { reads, refused } = await say('mend A17 restart 1');
      expect(refused).toBe(why);
      expect(reads).toContain(said);
      expect(stored.size).toBe(0);
      world.alertmanager = 'firing';
      world.cloudWatch = 'OK';
      expect((await say('mend A17 restart 1')).reads).toContain('has begun as #1042');
    },
  );

  it('of what is over asks first, too; of what is over and has no such remedy it says that', async () => {
    const over = enriched({ state: 'closed', closedAt: NOW, version: 2 });
    const { say, stored } = await alarmBot([over]);
    expect(await say('mend A17 restart 1')).toMatchObject({ refused: 'over' });
    expect((await say('mend A17 restart')).reads).toContain('mend A17 restart 2 --anyway');
    expect(await say('mend A17 restart 1 --anyway')).toMatchObject({ refused: 'over' });
    expect(await say('mend A17 reboot')).toMatchObject({ refused: 'over' });
    expect(stored.size).toBe(0);
  });

  it('of a word that is no remedy, or doesn’t fit, begins nothing', async () => {
    const { say, stored } = await alarmBot([enriched(), stray(18)]);
    expect(await say('mend A17 reboot')).toMatchObject({ refused: 'unknown-remedy' });
    expect(await say('mend A18 restart')).toMatchObject({ refused: 'unknown-remedy' });
    expect(await say('mend A17')).toMatchObject({ refused: 'bad-value' });
    expect(await say('mend A17 restart 1 --force')).toMatchObject({ refused: 'bad-value' });
    expect(await say('mend A99 restart')).toMatchObject({ refused: 'unknown-alarm' });
    expect(stored.size).toBe(0);
  });

  it('of a remedy that reads answers what was read, and nothing but reads', async () => {
    const { say, incident, change, stored } = await alarmBot([enriched()]);
    expect((await say('mend A17 logs 1')).reads).toContain('registry');
    const { id } = await incident();
    await change(id, (one) => {
      const { facts } = one;
      if (!facts) throw new Error('no facts');
      const proposals = [
        { remedy: 'logs', label: 'Show', act: { kind: 'read', words: 'restart registry' } } as const,
      ];
      return { ...one, facts: { ...facts, facts: { ...facts.facts, proposals } } };
    });
    expect(await say('mend A17 logs 1')).toMatchObject({ refused: 'bad-value' });
    expect(stored.size).toBe(0);
  });

  it('stop keeps what is counted down from beginning, once', async () => {
    const [alarm] = enriched().alarms;
    if (!alarm) throw new Error('no alarm');
    const countdown = { remedy: 'restart', fingerprint: alarm.fingerprint, due: NOW + minutes(1) };
    const { say, incident, written } = await alarmBot([enriched({ countdown, countedIn: 1 })]);
    expect((await say('mend A17 stop')).reads).toContain('Stopped: *restart*');
    expect((await incident()).countdown).toBeUndefined();
    expect((await incident()).events.at(-1)).toMatchObject({ kind: 'countdown-stopped', by, countdown });
    expect(written()).toMatchObject([
      { kind: 'alarm', actor: by, incident: 17, outcome: { kind: 'countdown-stopped', remedy: 'restart' } },
    ]);
    expect(await say('mend A17 stop')).toMatchObject({ refused: 'nothing-to-stop' });
    expect(written()).toHaveLength(1);
  });

  it('in the thread of its incident needs no number', async () => {
    const { say, stored } = await alarmBot([enriched(), stray(18)]);
    expect((await say('mend restart', { thread: '17.0' })).reads).toContain('has begun as #1042');
    expect(stored.size).toBe(1);
  });
});

describe('alarms', () => {
  it('lists what rings, what is over since an hour, and what is silenced; of a stack alone, if it is named', async () => {
    const over = { ...stray(16), state: 'closed' as const, closedAt: NOW - minutes(30) };
    const long = { ...stray(15), state: 'closed' as const, closedAt: NOW - hours(2) };
    const { say, answer } = await alarmBot([enriched(), stray(18), over, long]);
    await say('silence registry --until 2h --reason "we know"');
    const all = (await say('alarms')).reads;
    for (const name of ['A17', 'A18', 'A16', 'we know']) expect(all).toContain(name);
    expect(all).not.toContain('A15');
    const some = (await say('alarms prod-us-east-1')).reads;
    expect(some).toContain('A17');
    expect(some).toContain('we know');
    expect(some).not.toContain('A18');
    expect(await answer('alarms prod-us-east-1')).toMatchObject({ share: 'alarms prod-us-east-1' });
    expect((await say('alarms prod-us-eats-1')).reads).toContain('/ops alarms prod-us-east-1');
  });

  it('says where CloudWatch hasn’t confirmed lately what is shown', async () => {
    const read = withAlarm(enriched(), { confirmed: { state: 'ALARM', at: NOW } });
    expect((await (await alarmBot([read])).say('alarms')).reads).not.toContain("Can't be read");
    expect((await (await alarmBot([enriched()])).say('alarms')).reads).toContain(
      "Can't be read, so it may be otherwise: CloudWatch in us-east-1",
    );
  });
});

const CHANGES = [
  'ack A17',
  'silence A17 --until 2h --reason "why"',
  'silence registry --until 2h --reason "why"',
  'silence prod-us-east-1 --until 2h --reason "why"',
  'silence A17 --lift',
  'mend A17 restart 1',
  'mend A17 restart 1 --anyway',
  'mend A17 stop',
];

describe.each([
  ['somebody who may do nothing', letting([], { team: TEAM })],
  ['somebody who may in staging only', STAGING_ONLY],
  ['anybody in read-only mode', letting([OPERATOR], { team: TEAM, mode: 'read-only' })],
])('%s', (_who, access) => {
  it.each(CHANGES)('is told so, and changes nothing, by "%s"', async (words) => {
    const [alarm] = enriched().alarms;
    if (!alarm) throw new Error('no alarm');
    const countdown = { remedy: 'restart', fingerprint: alarm.fingerprint, due: NOW + minutes(1) };
    const { say, incident, stored, silences, written } = await alarmBot([enriched({ countdown })], access);
    const before = await incident();
    const { refused } = await say(words);
    expect(['not-in-role', 'no-rule', 'read-only']).toContain(refused);
    expect(await incident()).toEqual(before);
    expect(stored.size).toBe(0);
    expect(await silences.all()).toEqual([]);
    expect(written()).toEqual([]);
  });
});

describe('an alarm that no stack has', () => {
  it('takes somebody who may everywhere', async () => {
    const { say, written } = await alarmBot([stray(18)], PRODUCTION_ONLY);
    expect(await say('ack A18')).toMatchObject({ refused: 'no-rule' });
    expect(await say('silence A18 --until 2h --reason "why"')).toMatchObject({ refused: 'no-rule' });
    expect(written()).toEqual([]);
    expect((await (await alarmBot([stray(18)])).say('ack A18')).reads).toContain('You have');
  });
});

describe('a place from which nothing may be started', () => {
  it.each(CHANGES)('changes nothing by "%s"', async (words) => {
    const { say, incident, stored, silences } = await alarmBot([enriched()]);
    const before = await incident();
    expect(await say(words, { noStart: plainMessage('Not from here.') })).toEqual({
      reads: expect.stringContaining('Not from here.'),
      refused: 'place',
    });
    expect(await incident()).toEqual(before);
    expect(stored.size).toBe(0);
    expect(await silences.all()).toEqual([]);
  });
});

describe('help', () => {
  it('lists the verbs of alarms where some are taken, and says how to use them', async () => {
    const { say } = await alarmBot([]);
    const { reads } = await say('help');
    for (const verb of ['alarms', 'ack', 'silence', 'mend']) expect(reads).toContain(`/ops ${verb}`);
    expect((await say('silence --help')).reads).toContain('--until');
    expect((await say('silence --help')).reads).toContain('--lift');
    expect((await say('mend --help')).reads).toContain('--anyway');
  });

  it('leaves them out where none are taken, and the verbs say so', async () => {
    const { parts, say } = await alarmBot([enriched()]);
    Object.assign(parts, { alarms: 'none' });
    expect((await say('help')).reads).not.toContain('/ops ack');
    for (const words of ['alarms', ...CHANGES]) expect((await say(words)).reads).toContain('docs/alarms.md');
  });

  it('leaves out what is of no use to somebody', async () => {
    const { say } = await alarmBot([], letting([], { team: TEAM }));
    const { reads } = await say('help');
    expect(reads).toContain('/ops alarms');
    for (const verb of ['ack', 'silence', 'mend']) expect(reads).not.toContain(`/ops ${verb}`);
  });
});
