import { z } from 'zod';
import { Hold } from '../../domain/hold/hold.ts';

/** A hold as Redis keeps it: JSON. What else stands there is the scripts' own. */
export const HoldText = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(Hold);
