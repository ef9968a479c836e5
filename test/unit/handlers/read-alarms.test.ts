import { expect, it } from 'vitest';
import { readAlarms } from '../../../src/handlers/command/read-alarms.ts';
import { registry } from '../../support/values.ts';

it('a CloudWatch that does not answer is not waited for', async () => {
  const silent = { read: () => new Promise<never>(() => undefined) };
  const watched = { ...registry, alarms: ['cpu-high'] };
  const alarmsOf = await readAlarms(silent, [watched, registry], 5);
  expect(alarmsOf(watched)).toBe('unknown');
  expect(alarmsOf(registry)).toEqual({ ringing: [], missing: [] });
});
