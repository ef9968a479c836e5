import { expect, test } from 'vitest';
import { type HookGate, hookGate, type PauseHook } from '../../../../src/domain/rollout/pause-hooks.ts';

const hook = (stage: string, otherwise: PauseHook['otherwise'] = 'ROLLBACK'): PauseHook => ({
  stages: [stage],
  otherwise,
});

test.each<[string, string, readonly PauseHook[] | undefined, HookGate]>([
  ['there is none', 'BLUE_GREEN', [], 'no-hook'],
  ['nobody read it', 'BLUE_GREEN', undefined, 'not-known'],
  ['before tasks start', 'BLUE_GREEN', [hook('PRE_SCALE_UP')], 'holds'],
  ['with the new tasks running', 'CANARY', [hook('POST_SCALE_UP')], 'holds'],
  ['before production traffic', 'LINEAR', [hook('PRE_PRODUCTION_TRAFFIC_SHIFT')], 'holds'],
  [
    'after test traffic, which there may be none of',
    'BLUE_GREEN',
    [hook('POST_TEST_TRAFFIC_SHIFT')],
    'too-late',
  ],
  ['where several revisions meet', 'BLUE_GREEN', [hook('RECONCILE_SERVICE')], 'too-late'],
  ['after production traffic', 'BLUE_GREEN', [hook('POST_PRODUCTION_TRAFFIC_SHIFT')], 'too-late'],
  ['that continues by itself', 'BLUE_GREEN', [hook('POST_SCALE_UP', 'CONTINUE')], 'goes-on'],
  [
    'of which one rolls back',
    'BLUE_GREEN',
    [hook('POST_SCALE_UP', 'CONTINUE'), hook('PRE_PRODUCTION_TRAFFIC_SHIFT')],
    'holds',
  ],
  [
    'of which only the late one rolls back',
    'BLUE_GREEN',
    [hook('POST_SCALE_UP', 'CONTINUE'), hook('POST_PRODUCTION_TRAFFIC_SHIFT')],
    'goes-on',
  ],
  ['before tasks start, rolling', 'ROLLING', [hook('PRE_SCALE_UP')], 'holds'],
  ['once tasks run, rolling: they have traffic', 'ROLLING', [hook('POST_SCALE_UP')], 'too-late'],
])('a hook %s', (_, strategy, hooks, gate) => {
  expect(hookGate(strategy, hooks)).toBe(gate);
});
