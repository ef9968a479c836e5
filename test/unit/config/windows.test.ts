import { describe, expect, test } from 'vitest';
import { describeWindow } from '../../../src/config/describe-windows.ts';
import { parseConfigFile } from '../../../src/config/load.ts';
import { windowTimes } from '../../../src/config/window-times.ts';
import { WindowStops } from '../../../src/domain/window/window.ts';
import { loadOperations } from '../../../src/jobs/operations-folder.ts';
import { weekend } from '../../support/gates.ts';
import { changed, faultsOf, VALID } from './files.ts';

const WINDOWS = `windows:
  - name: weekend
    stops: [deploy, scale]
    in: [production]
    from: Fri 16:00
    to: Mon 08:00
    zone: Europe/Berlin
    reason: no deploys over the weekend
  - name: nights
    in: all
    from: 22:00
    to: 06:00
    days: [Mon, tuesday]
    zone: UTC
    reason: nobody is awake
`;

const gates = (text: string) => {
  const parsed = parseConfigFile(text, 'wheelhouse.yaml');
  return parsed.ok ? parsed.value.gates : faultsOf(text);
};

describe('windows', () => {
  test('are of the week or of the day, in some places or in all, and stop what they name', () => {
    expect(gates(`${VALID}${WINDOWS}`)).toEqual({
      windows: [
        {
          name: 'weekend',
          stops: ['deploy', 'scale'],
          where: { kind: 'places', environments: ['production'], stacks: [] },
          recurs: {
            days: ['Fri'],
            from: { hour: 16, minute: 0 },
            endsAfterDays: 3,
            to: { hour: 8, minute: 0 },
          },
          zone: 'Europe/Berlin',
          reason: 'no deploys over the weekend',
        },
        {
          name: 'nights',
          stops: 'new-things',
          where: { kind: 'everywhere' },
          recurs: {
            days: ['Mon', 'Tue'],
            from: { hour: 22, minute: 0 },
            endsAfterDays: 1,
            to: { hour: 6, minute: 0 },
          },
          zone: 'UTC',
          reason: 'nobody is awake',
        },
      ],
      criticalAlarms: [],
    });
  });

  test.each([
    ['a name with a space', 'weekend', '"week end"', "41:5 windows[0].name: isn't a name that can be typed"],
    [
      'a name twice',
      'name: nights',
      'name: weekend',
      '48:5 windows[1].name: is the name of a window before it',
    ],
    [
      'something that no window stops',
      '[deploy, scale]',
      '[deplyo]',
      '42:13 windows[0].stops[0]: is nothing that a window stops: did you mean deploy?',
    ],
    ['nothing', '[deploy, scale]', '[]', '42:5 windows[0].stops: is empty: write what it stops'],
    ['something twice', '[deploy, scale]', '[scale, scale]', '42:20 windows[0].stops[1]: is listed already'],
    [
      'a place that there isn’t',
      '[production]',
      '[prodution]',
      '43:10 windows[0].in[0]: there is no such environment or stack: did you mean production?',
    ],
    [
      'no place',
      '    in: all\n',
      '',
      "48:5 windows[1].in: isn't valid: write all, or a list such as [production]",
    ],
    ['no beginning', '    from: 22:00\n', '', '48:5 windows[1].from: is missing: write when it begins'],
    [
      'a time that is none',
      '22:00',
      '25:00',
      "50:5 windows[1].from: isn't a time of day: write one from 00:00 to 23:59",
    ],
    [
      'words for a time',
      'Fri 16:00',
      'friday afternoon',
      "44:5 windows[0].from: isn't a time: write a day and a time, such as Fri 16:00",
    ],
    [
      'a day that is none',
      'Fri 16:00',
      'Fry 16:00',
      '44:5 windows[0].from: names no day of the week: write one of Mon, Tue',
    ],
    [
      'a day on one side only',
      'Mon 08:00',
      '08:00',
      '45:5 windows[0].to: names no day, and from does: write a day in both, or in neither',
    ],
    ['a day on the other side only', '06:00', 'Sat 06:00', '50:5 windows[1].from: names no day, and to does'],
    [
      'days besides a day',
      '    to: Mon 08:00\n',
      '    to: Mon 08:00\n    days: [Mon]\n',
      '46:5 windows[0].days: is for windows of every day, and from names one already',
    ],
    [
      'a day of the week that is none',
      'tuesday',
      'tomorrow',
      '52:17 windows[1].days[1]: is no day of the week',
    ],
    [
      'an end that is its beginning',
      'Mon 08:00',
      'Fri 16:00',
      '45:5 windows[0].to: ends when it begins again',
    ],
    [
      'a zone that is none',
      'Europe/Berlin',
      'Berlin',
      '46:5 windows[0].zone: is no time zone: write one such as Europe/Berlin, or UTC',
    ],
    [
      'no zone',
      '    zone: UTC\n',
      '',
      '48:5 windows[1].zone: is missing: write its time zone, such as Europe/Berlin',
    ],
    ['no reason', '    reason: nobody is awake\n', '', '48:5 windows[1].reason: is missing: write why'],
    [
      'a misspelled key',
      'zone: UTC',
      'zonee: UTC',
      "53:5 windows[1].zonee: isn't a key that is known: did you mean zone?",
    ],
  ])('%s: the person reads where and what to write', (_, from, to, said) => {
    const faults = faultsOf(changed(from, to, `${VALID}${WINDOWS}`));
    expect(faults.join('\n')).toContain(`wheelhouse.yaml:${said}`);
  });

  test.each([
    ['22:00', '06:00', undefined, 1, { hour: 6, minute: 0 }],
    ['08:00', '18:30', ['Mon'], 0, { hour: 18, minute: 30 }],
    ['00:00', '24:00', ['Sat', 'Sun'], 1, { hour: 0, minute: 0 }],
    ['Sat 00:00', 'Sun 24:00', undefined, 2, { hour: 0, minute: 0 }],
    ['Mon 10:00', 'Mon 08:00', undefined, 7, { hour: 8, minute: 0 }],
    ['sunday 20:00', 'Mon 4:00', undefined, 1, { hour: 4, minute: 0 }],
  ])('from %s to %s (%s) ends %i days later', (from, to, days, endsAfterDays, end) => {
    expect(windowTimes({ from, to, days })).toMatchObject({
      kind: 'times',
      recurs: { endsAfterDays, to: end },
    });
  });

  test.each([
    ['00:00', '24:00'],
    ['Mon 00:00', 'Sun 24:00'],
    ['08:00', '08:00'],
  ])('from %s to %s would never end', (from, to) => {
    expect(windowTimes({ from, to })).toMatchObject({ kind: 'wrong', path: ['to'] });
  });

  test('can stop whatever operations need permission for', async () => {
    const permissions = (await loadOperations()).all.map(({ spec }) => spec.permission);
    expect(permissions.filter((one) => !WindowStops.safeParse(one).success)).toEqual([]);
  });
});

test.each([
  ['2026-11-25T12:00:00Z', 'next from Fri 2026-11-27 16:00 to Mon 2026-11-30 08:00, Europe/Berlin'],
  ['2026-11-28T12:00:00Z', 'now, from Fri 2026-11-27 16:00 to Mon 2026-11-30 08:00, Europe/Berlin'],
])('who checks a configuration at %s reads when a window stands', (now, when) => {
  expect(describeWindow(weekend, Date.parse(now))).toBe(`weekend stops deploy in production; ${when}`);
});

describe('critical alarms', () => {
  const system = changed('  shop:\n', '  shop:\n    critical-alarms: [site-down, 5xx]\n');
  const both = changed(
    '    region: eu-central-1\n',
    '    region: eu-central-1\n    critical-alarms: [5xx, queue]\n',
    system,
  );

  test('of a system are of all its stacks, beside a stack’s own', () => {
    expect(gates(both)).toEqual({
      windows: [],
      criticalAlarms: [
        { name: 'prod', alarms: ['site-down', '5xx', 'queue'] },
        { name: 'stage', alarms: ['site-down', '5xx'] },
      ],
    });
  });

  test('stop nothing where the policy says so', () => {
    expect(gates(`${both}policy: { on-critical-alarm: nothing }\n`)).toEqual({
      windows: [],
      criticalAlarms: [],
    });
  });

  test.each([
    [
      'twice in a list',
      changed('[site-down, 5xx]', '[5xx, 5xx]', system),
      'systems.shop.critical-alarms[1]: is listed already',
    ],
    [
      'an ARN',
      changed('site-down', '"arn:aws:cloudwatch:x"', system),
      "systems.shop.critical-alarms[0]: isn't valid: write the name of the CloudWatch alarm, not its ARN",
    ],
    [
      'none, though the policy speaks of them',
      `${VALID}policy: { on-critical-alarm: freeze-deploys }\n`,
      'policy.on-critical-alarm: is freeze-deploys, but no system and no stack has critical-alarms',
    ],
    [
      'a policy that there isn’t',
      `${VALID}policy: { on-critical-alarm: freeze }\n`,
      "policy.on-critical-alarm: isn't valid: write freeze-deploys or nothing",
    ],
  ])('%s: is a fault', (_, text, said) => {
    expect(faultsOf(text).join('\n')).toContain(said);
  });
});
