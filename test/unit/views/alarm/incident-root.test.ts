import { describe, expect, it } from 'vitest';
import { type Incident, IncidentNumber } from '../../../../src/domain/alarm/incident.ts';
import { StackName } from '../../../../src/domain/target/service.ts';
import { incidentRoot } from '../../../../src/views/alarm/incident-root.ts';
import { incidentThread } from '../../../../src/views/alarm/incident-thread.ts';
import { alarmsMessage } from '../../../../src/views/reply/alarms.ts';
import { asRead } from '../../../../tools/gallery/as-read.ts';
import {
  by,
  cpuHigh,
  enriched,
  facts,
  group,
  incident,
  later,
  mending,
  other,
  over,
} from '../../../../tools/gallery/samples/incidents.ts';

const same = (text: string): string => text;
const lines = (one: Incident, ...more: [Parameters<typeof incidentRoot>[1]?]): string[] =>
  asRead(incidentRoot(one, ...more)).lines.map(({ text }) => text);
const words = (one: Incident): string[] => asRead(incidentRoot(one)).buttons.map((button) => button.words);
const first = (one: Incident): string | undefined => lines(one)[0];

describe("an incident's root message", () => {
  it('says what, where, how bad and since when in its first line, then what a person needs to decide', () => {
    expect(lines(enriched(same))).toEqual([
      '🚨 A17 registry cpu-high · prod-us-east-1 · critical · since 03:12 UTC',
      'CPUUtilization 92.4 > 85 for 10 min · 1 of 2 tasks run',
      'registry runs out of memory: 2 tasks were killed (OutOfMemoryError).',
      'Deployed v2 12 min before by @operator (#1042)',
      'Roll back registry: deployed 12 min before · Restart registry: helped 3 of 4 times, in about 2 min',
    ]);
  });

  it('says the region and the account of an alarm that belongs to no stack', () => {
    const { stack: _, ...alone } = enriched(same);
    expect(lines(alone).slice(0, 2)).toEqual([
      '🚨 A17 registry cpu-high · critical · since 03:12 UTC',
      'us-east-1 of 111122223333 · CPUUtilization 92.4 > 85 for 10 min · 1 of 2 tasks run',
    ]);
  });

  it.each([
    ['who has it', enriched(same, { acknowledged: { by, at: later(2) } }), 'acknowledged by @operator'],
    [
      'its silence',
      enriched(same, { alarms: [cpuHigh(same, { silencedUntil: later(120) })] }),
      'silenced until 05:12 UTC',
    ],
    [
      'that it rings again',
      enriched(same, { alarms: [cpuHigh(same, { times: 2 })] }),
      'again, 2nd time since 03:12 UTC',
    ],
    [
      'that it flaps, as a count',
      enriched(same, { alarms: [cpuHigh(same, { times: 21 })] }),
      'flaps: 21 times since 03:12 UTC',
    ],
    [
      'that there is no data',
      enriched(same, { alarms: [cpuHigh(same, { state: 'INSUFFICIENT_DATA' })] }),
      'no data since 03:12 UTC',
    ],
    ['how long it took', over(same), 'over after 12 min · 03:24 UTC'],
  ])('tells %s in the first line', (_what, one, said) => {
    expect(first(one)).toContain(said);
  });

  it('tells a group by its worst alarm, the worst first, one a line, and counts the rest', () => {
    const [head = '', worst, ...rest] = lines(group(same));
    expect(head).toBe(
      '🚨 A17 prod-us-east-1: 3 of 4 alarms, worst registry cpu-high · critical · since 03:12 UTC',
    );
    expect(worst).toContain('registry cpu-high');
    expect(rest.map((line) => line.slice(0, 2).trim())).toEqual(['⚠️', '❔', '✅', 'Ro']);
    const many = group(same, { alarms: Array.from({ length: 9 }, (_, n) => other(same, `alarm-${n}`)) });
    expect(lines(many)).toHaveLength(6);
    expect(lines(many).at(-1)).toBe('… and 5 more');
  });

  it('shows the picture of the alarm that it tells of, and the same without it for a workspace that refuses it', () => {
    const { blocks, plain = [], passing } = incidentRoot(enriched(same));
    expect(blocks[1]).toMatchObject({ type: 'image', slack_file: { id: 'F0PICTURE' } });
    expect(plain).toEqual(blocks.filter(({ type }) => type !== 'image'));
    expect(passing).toBe('picture');
    const another = cpuHigh(same, { severity: 'warning' });
    const worse = other(same, 'db-down', { severity: 'critical' });
    const { blocks: without, plain: none } = incidentRoot(enriched(same, { alarms: [another, worse] }));
    expect(without.some(({ type }) => type === 'image')).toBe(false);
    expect(none).toBeUndefined();
  });

  it('says where it should stand, and that it is late', () => {
    const notes = { late: true, insteadOf: { channel: 'C0CHANGES', error: 'not_in_channel' } } as const;
    expect(lines(incident(same), notes).at(-1)).toBe(
      "⌛ rang at 03:12 UTC, told late · 📫 told here because I can't post in #changes: invite me there (not_in_channel)",
    );
  });
});

describe('its buttons', () => {
  it('take it on, and mend it with the two best remedies, for the state that is shown', () => {
    expect(words(enriched(same))).toEqual(['ack A17', 'mend A17 rollback 3', 'mend A17 restart 3']);
    expect(words(enriched(same, { version: 4 }))).toContain('mend A17 restart 4');
    expect(words(enriched(same, { acknowledged: { by, at: 0 } }))).toEqual([
      'mend A17 rollback 3',
      'mend A17 restart 3',
      'silence A17',
    ]);
  });

  it('silence it where there is room, or its stack where its alarms are too many; not what is silenced', () => {
    const many = Array.from({ length: 11 }, (_, n) => other(same, `disk-${n}`));
    expect(words(incident(same, { alarms: many }))).toEqual(['ack A17', 'silence prod-us-east-1']);
    const silenced = cpuHigh(same, { silencedUntil: later(90) });
    expect(words(incident(same, { alarms: [silenced] }))).toEqual(['ack A17']);
  });

  const { confirmed: _confirmed, ...unasked } = cpuHigh(same);
  const { facts: _facts, ...unknown } = enriched(same);
  it.each([
    [
      'CloudWatch doesn’t confirm',
      enriched(same, { alarms: [cpuHigh(same, { confirmed: { state: 'OK', at: 0 } })] }),
    ],
    ['CloudWatch hasn’t been asked about', enriched(same, { alarms: [unasked] })],
    ['has no data', enriched(same, { alarms: [cpuHigh(same, { state: 'INSUFFICIENT_DATA' })] })],
    ['nothing was found out about', unknown],
  ])('offer no remedy for what %s', (_what, one) => {
    expect(words(one)).toEqual(['ack A17', 'silence A17']);
  });

  it('stop a countdown while it runs, show a remedy that is under way, and are gone when it is over', () => {
    const countdown = { remedy: 'restart', fingerprint: cpuHigh(same).fingerprint, due: later(8) };
    expect(words(enriched(same, { countdown }))).toEqual(['mend A17 stop', 'ack A17', 'silence A17']);
    expect(words(enriched(same, { mendings: [mending()] }))).toEqual(['ack A17', 'show 1043', 'silence A17']);
    expect(words(over(same, { countdown }))).toEqual([]);
  });
});

describe('its thread', () => {
  const said = (event: Incident['events'][number]): string =>
    asRead(incidentThread(enriched(same), { event }))
      .lines.map(({ text }) => text)
      .join('\n');

  it('mentions the group that is called when nobody has acknowledged it', () => {
    const called = (to: string): string =>
      incidentThread(enriched(same), { event: { kind: 'escalated', at: 0, level: 1, to: [to] } }).text;
    expect(called('<!subteam^S0APPROVERS>')).toContain('<!subteam^S0APPROVERS>');
    expect(called('<!channel>')).not.toContain('<!');
  });

  it('tells what was found out, with the log as it was written and what couldn’t be read', () => {
    const event = {
      ...({ kind: 'facts', at: 0, fingerprint: cpuHigh(same).fingerprint } as const),
      facts: facts(same, { lines: ['ERROR ```no end', '<!channel>'], unknown: ['CloudWatch'] }),
    };
    const { text } = incidentThread(enriched(same), { event });
    expect(text).toContain("```\nERROR '''no end\n&lt;!channel&gt;\n```");
    expect(said(event)).toContain('2026-11-21 03:00 UTC, 12 min before it rang by @operator (#1042)');
    expect(said(event)).toContain("Not known, because it can't be read: CloudWatch");
  });

  it('names the run of a remedy, and how it went', () => {
    expect(said({ kind: 'mending', at: 0, mending: mending() })).toContain(
      '@operator began restart for registry cpu-high, #1043',
    );
    const ended = mending({ end: { kind: 'no-help', at: later(14) } });
    expect(said({ kind: 'mended', at: 0, mending: ended })).toContain(
      "didn't help: the alarm still rings 10 min after it began",
    );
  });
});

describe('the list of alarms', () => {
  it('has the stack with the worst first, and offers to take on what nobody has', () => {
    const calm = incident(same, {
      number: IncidentNumber.parse(18),
      stack: StackName.parse('a-calm-stack'),
      alarms: [other(same, 'disk')],
    });
    const listed = asRead(
      alarmsMessage({ open: [calm, enriched(same)], over: [], silences: [], unread: [], at: later(20) }),
    );
    expect(listed.lines.map(({ text }) => text.slice(0, 2))).toEqual(['Al', '🚨', '⚠️']);
    expect(listed.buttons.map((button) => button.words)).toEqual(['ack A17', 'ack A18']);
  });
});
