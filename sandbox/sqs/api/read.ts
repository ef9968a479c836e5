import type { z } from 'zod';
import { invalidValue } from '../errors.ts';

/** The input of a call as its schema has it. What SQS has no words of its own for is refused with the field's name. */
export function read<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalidValue(
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  );
}
