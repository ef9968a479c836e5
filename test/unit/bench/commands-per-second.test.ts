import { expect, it } from 'vitest';
import { callsOf } from '../../../bench/world/commands-per-second.ts';

it('reads how often each command was called off INFO commandstats', () => {
  const info = [
    '# Commandstats',
    'cmdstat_get:calls=12,usec=30,usec_per_call=2.50,rejected_calls=0,failed_calls=0',
    'cmdstat_config|get:calls=3,usec=9,usec_per_call=3.00,rejected_calls=0,failed_calls=0',
  ].join('\r\n');
  expect([...callsOf(info)]).toEqual([
    ['get', 12],
    ['config|get', 3],
  ]);
});
