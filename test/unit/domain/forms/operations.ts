import { z } from 'zod';
import { StepId } from '../../../../src/domain/ids.ts';
import type { OperationSpec } from '../../../../src/domain/operation/operation.ts';

/** An operation with that input, as handlers know it. */
export const operationWith = (input: z.ZodObject, more: Partial<OperationSpec> = {}): OperationSpec => ({
  name: 'probe',
  version: 1,
  summary: 'ask for all sorts of things',
  example: 'probe registry',
  input,
  permission: 'restart',
  lock: 'service',
  freezable: 'stopped-by-freeze',
  lockable: 'stopped-by-lock',
  takesOver: [],
  goesOn: 'nothing',
  needs: [],
  plan: [{ id: StepId.parse('probe'), title: 'probe' }],
  ...more,
});

/** An operation that asks for one thing of each kind. */
export const probe = operationWith(
  z.object({
    reason: z.string().trim().min(1).max(200).optional().meta({ label: 'Reason', description: 'why' }),
    tag: z
      .string()
      .max(40)
      .regex(/^[a-z0-9.]+$/, 'Letters, digits and points only.')
      .meta({ label: 'Image tag', description: 'such as 1.2.3' }),
    count: z.coerce.number().int().min(0).max(50).default(2).meta({ label: 'Tasks', description: '' }),
    ratio: z.coerce.number().gt(0).optional().meta({ label: 'Ratio', description: '' }),
    speed: z.enum(['slow', 'fast']).default('slow').meta({ label: 'Speed', description: '' }),
    force: z.boolean().default(false).meta({ label: 'Force', description: '' }),
    keep: z.boolean().optional().meta({ label: 'Keep', description: '' }),
    like: z.string().optional().meta({ label: 'Like', description: '', suggest: 'stack' }),
    dryRun: z.boolean().default(true).meta({ description: 'only look' }),
  }),
);
