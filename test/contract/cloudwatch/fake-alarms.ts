import type { SandboxAlarm } from '../../../sandbox/cloudwatch/world/alarm.ts';
import type { AlarmBoard } from '../../../sandbox/cloudwatch/world/alarms.ts';
import type { AlarmReading, Alarms } from '../../../src/domain/ports/alarms.ts';
import { ok } from '../../../src/domain/result.ts';

/** The port on a sandbox's alarms without HTTP. */
export const fakeAlarms = (board: AlarmBoard): Alarms => ({
  read: async ({ region }, names) =>
    ok(
      new Map(
        board
          .in(region)
          .filter(({ name }) => names.includes(name))
          .map((alarm) => [alarm.name, reading(alarm)]),
      ),
    ),
});

function reading({ name, state, since, reason, watched }: SandboxAlarm): AlarmReading {
  const seen = { name, state, since, reason };
  if (watched.kind === 'composite') return seen;
  const minutes = (periods: number): string => `${(watched.period * periods) / 60} min`;
  const window = watched.period * (watched.periods + 1) * 1000;
  const span = `for ${minutes(watched.periods)}`;
  switch (watched.kind) {
    case 'maths':
      return { ...seen, window, condition: `${watched.label} > ${watched.threshold} ${span}` };
    case 'band':
      return { ...seen, window, condition: `${watched.metric} above its usual band ${span}` };
    case 'metric': {
      const { metric, threshold, datapoints, periods } = watched;
      const within =
        datapoints === undefined ? span : `in ${datapoints} of ${periods} periods of ${minutes(1)}`;
      return { ...seen, window, condition: `${metric} > ${threshold} ${within}` };
    }
  }
}
