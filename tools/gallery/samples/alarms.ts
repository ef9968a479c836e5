import { minutes } from '../../../src/domain/clock.ts';
import type { AlarmReading } from '../../../src/domain/ports/alarms.ts';
import type { Outside } from '../entry.ts';
import { ACCEPTED } from './values.ts';

/** Two alarms of the registry that ring, and one that isn't there. */
export const ringing = (o: Outside): { ringing: AlarmReading[]; missing: string[] } => ({
  ringing: [
    {
      name: `mcp-gateway-v2-registry-${o('cpu-high')}`,
      state: 'ALARM',
      since: ACCEPTED - minutes(20),
      reason: 'Threshold Crossed',
      condition: `${o('CPUUtilization')} > 85 for 10 min`,
    },
    { name: o('mcp-gateway-v2-all'), state: 'ALARM', since: ACCEPTED - minutes(5), reason: 'Its rule' },
  ],
  missing: [o('mcp-gateway-v2-registry-cpu')],
});
