import { z } from 'zod';

/**
 * A run's identity for ever: a ULID. It is also the BullMQ job's id, which may hold no `:` and may not be an
 * integer (BullMQ documentation, "Job Ids").
 */
export const RunId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .brand<'RunId'>();
export type RunId = z.infer<typeof RunId>;

/** The short number that people say: `#1042`. Unique, rising, never used again. */
export const RunNumber = z.coerce.number().int().positive().brand<'RunNumber'>();
export type RunNumber = z.infer<typeof RunNumber>;

/** A step's name inside its operation: lower-case words joined by hyphens. */
export const StepId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .brand<'StepId'>();
export type StepId = z.infer<typeof StepId>;

/** How a person reads a run's number. */
export const hash = (number: RunNumber): string => `#${number}`;
