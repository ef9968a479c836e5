import { z } from 'zod';
import { EcsError } from '../../ecs/api/errors.ts';
import type { Answer } from '../../ecs/api/operation.ts';
import type { Asked } from './asked.ts';
import { validationError } from './errors.ts';

/** Limits: CloudWatch API, SetAlarmState. */
const Input = z.object({
  AlarmName: z.string().min(1).max(255),
  StateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  StateReason: z.string().max(1023),
  StateReasonData: z.string().max(4000).optional(),
});

/** SetAlarmState: for a test, until the alarm is evaluated next. Its actions are taken when the state is another. */
export function setAlarmState(raw: unknown, { board, region }: Asked): Answer {
  const parsed = Input.safeParse(raw);
  if (!parsed.success) throw validationError(z.prettifyError(parsed.error));
  const { AlarmName, StateValue, StateReason, StateReasonData } = parsed.data;
  if (StateReasonData !== undefined && !isJson(StateReasonData)) {
    throw new EcsError('InvalidFormatFault', 'StateReasonData was not syntactically valid JSON.');
  }
  if (!board.in(region).some(({ name }) => name === AlarmName)) {
    throw new EcsError('ResourceNotFound', `The named resource does not exist: ${AlarmName}`, 404);
  }
  board.pretend(region, AlarmName, StateValue, StateReason);
  return {};
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
