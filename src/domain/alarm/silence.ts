import { z } from 'zod';
import { Actor } from '../people/actor.ts';
import { Fingerprint } from './fingerprint.ts';

/** What a silence covers: one alarm, a service (by what it is in AWS, `lockName`) or a stack; `name` is what people call it. */
export const SilenceScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('alarm'), fingerprint: Fingerprint, name: z.string() }),
  z.object({ kind: z.literal('service'), thing: z.string(), name: z.string() }),
  z.object({ kind: z.literal('stack'), name: z.string() }),
]);
export type SilenceScope = z.infer<typeof SilenceScope>;

/** Nobody is told of alarms that it covers, until a moment: epoch milliseconds. It changes nothing else. */
export const Silence = z.object({
  scope: SilenceScope,
  until: z.number(),
  by: Actor,
  reason: z.string(),
  /** By the store's clock. */
  since: z.number(),
  /** Where it was asked for: told there when it ends. */
  channel: z.string(),
});
export type Silence = z.infer<typeof Silence>;

/** What tells silences apart: there is at most one for each scope. */
export const silenceName = (scope: SilenceScope): string => {
  switch (scope.kind) {
    case 'alarm':
      return `alarm/${scope.fingerprint}`;
    case 'service':
      return scope.thing;
    case 'stack':
      return `stack/${scope.name}`;
  }
};

/** So many alarms of an incident are silenced one by one; of more, their stack is. */
export const SILENCED_EACH = 10;
