import { z } from 'zod';

/**
 * Something outside didn't work. The kind says what is certain about the call:
 * - `denied`: refused for want of a permission; nothing happened. `action` is the missing one (`ecs:UpdateService`).
 * - `throttled`: refused by an explicit throttle; nothing happened.
 * - `unreachable`: no connection was made, so nothing was sent; nothing happened.
 * - `unanswered`: sent, but time-out, reset or 5xx came back: it may have happened.
 * - `missing`: the thing named isn't there.
 * - `invalid`: refused as wrong (another 4xx); nothing happened.
 * - `malformed`: an answer came that can't be understood.
 * `call` is the action in IAM's words; `detail` is the other side's own sentence, untrusted text.
 */
export const Fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('denied'), call: z.string(), action: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('throttled'), call: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('unreachable'), call: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('unanswered'), call: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('missing'), call: z.string(), what: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('invalid'), call: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('malformed'), call: z.string(), detail: z.string() }),
]);
export type Fault = z.infer<typeof Fault>;
export type FaultKind = Fault['kind'];
