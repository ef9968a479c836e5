import { z } from 'zod';
import { type FaultKind, faultCodes } from './fault-code.ts';

export type { FaultKind } from './fault-code.ts';

/** What every fault holds, and what it holds besides. */
const fault = <const K extends FaultKind, S extends z.ZodRawShape>(kind: K, more: S) =>
  z.object({
    kind: z.literal(kind),
    /** Follows from the kind; `coded` adds it to what is stored or logged. */
    code: z.literal(faultCodes[kind]).optional(),
    call: z.string(),
    detail: z.string(),
    cause: z.string().optional(),
    requestId: z.string().optional(),
    ...more,
  });

/**
 * Something outside didn't work. The kind says what is certain about the call; a policy's "no" is no fault
 * (people/access.ts). Of AWS:
 * - `denied`: refused for want of a permission; nothing happened. `action` is the missing one (`ecs:UpdateService`).
 * - `throttled`: refused by an explicit throttle; nothing happened.
 * - `unreachable`: no connection was made, so nothing was sent; nothing happened.
 * - `unanswered`: sent, but time-out, reset or 5xx came back: it may have happened.
 * - `missing`: the thing named isn't there.
 * - `invalid`: refused as wrong (another 4xx); nothing happened.
 * - `malformed`: an answer came that can't be understood.
 *
 * Of Slack `chat-…`: `limited` (ask again after `after` ms), `refused`, `unanswered`. Of Redis `store-…`:
 * `unreachable`, `unanswered`, `refused`, `unreadable` (`what` holds something that can't be understood). `unexpected`
 * is a fault of our own.
 *
 * `call` is the action in the other side's words (`ecs:UpdateService`, `chat.postMessage`, `redis`); `detail` its own
 * sentence, untrusted text; `cause` the original error in short, redacted; `requestId` AWS's id of the request.
 */
export const Fault = z.discriminatedUnion('kind', [
  fault('denied', { action: z.string() }),
  fault('throttled', {}),
  fault('unreachable', {}),
  fault('unanswered', {}),
  fault('missing', { what: z.string() }),
  fault('invalid', {}),
  fault('malformed', {}),
  fault('chat-limited', { after: z.number() }),
  fault('chat-refused', {}),
  fault('chat-unanswered', {}),
  fault('store-unreachable', {}),
  fault('store-unanswered', {}),
  fault('store-refused', {}),
  fault('store-unreadable', { what: z.string() }),
  fault('unexpected', {}),
]);
export type Fault = z.infer<typeof Fault>;

/** The fault of each kind. */
export type FaultByKind = { readonly [K in FaultKind]: Extract<Fault, { readonly kind: K }> };

/** The fault with its code. */
export const coded = (fault: Fault): Fault => Fault.parse({ ...fault, code: faultCodes[fault.kind] });
