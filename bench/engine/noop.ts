import { z } from 'zod';
import { minutes } from '../../src/domain/clock.ts';
import { defineOperation } from '../../src/domain/operation/operation.ts';
import { lookStep } from '../../src/domain/operation/step.ts';

const step = (id: string) =>
  lookStep<unknown, string>({
    id,
    title: `do nothing (${id})`,
    limit: () => minutes(1),
    output: z.string(),
    onLimit: () => ({ kind: 'failed', reason: 'doing nothing took longer than a minute' }),
    look: () => Promise.resolve({ kind: 'next', output: id }),
  });

/** An operation of three steps that do nothing: what is left is the engine. */
export const noop = defineOperation({
  name: 'noop',
  version: 1,
  summary: 'do nothing, in three steps',
  example: 'noop svc-0000',
  input: z.object({}),
  permission: 'restart',
  lock: 'service',
  decides: () => ({ change: 'restart', rows: [] }),
  freezable: 'stopped-by-freeze',
  lockable: 'allowed-under-lock',
  goesOn: 'nothing goes on',
  needs: [],
  steps: [step('first'), step('second'), step('third')],
});
