import { expect, it } from 'vitest';
import { minutes, seconds } from '../../../../src/domain/clock.ts';
import { ailing } from '../../../../src/jobs/alarms/ailing.ts';
import { NIGHT } from '../../../support/alarms.ts';

const clock = { now: () => NIGHT };

it.each([
  ['nothing waits', { count: 0 }, undefined],
  ['news have just come', { count: 7, oldest: NIGHT - seconds(20) }, undefined],
  [
    'nobody works on them',
    { count: 7, oldest: NIGHT - minutes(2) },
    '7 news of alarms wait, the oldest for 120 s',
  ],
] as const)('where %s', async (_what, waiting, why) => {
  expect(await ailing({ backlog: async () => waiting }, clock)).toBe(why);
});

it('where the store is away', async () => {
  const backlog = () => Promise.reject(new Error('ECONNREFUSED'));
  expect(await ailing({ backlog }, clock)).toBe('the store of alarms gives no answer');
});

it('where the store doesn’t answer at all', async () => {
  const backlog = () => new Promise<never>(() => undefined);
  expect(await ailing({ backlog }, clock, 10)).toBe('the store of alarms gives no answer');
});
