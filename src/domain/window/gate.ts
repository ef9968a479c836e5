import { z } from 'zod';
import { Actor } from '../people/actor.ts';
import { StackName } from '../target/service.ts';

/** What may be shut without a person's doing: a window, and the deploys of a stack while its critical alarms ring. */
export const Gate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('window'), name: z.string() }),
  z.object({ kind: z.literal('alarms'), stack: StackName }),
]);
export type Gate = z.infer<typeof Gate>;

/** A gate as people type it: `window weekend`, `alarms prod-us-east-1`. No two have the same. */
export const gateName = (gate: Gate): string =>
  gate.kind === 'window' ? `window ${gate.name}` : `alarms ${gate.stack}`;

/** Somebody's leave to go past a gate until a moment (epoch milliseconds), as it is asked for. */
export const NewPass = z.object({ gate: Gate, reason: z.string(), by: Actor, until: z.number() });
export type NewPass = z.infer<typeof NewPass>;

/** A pass that stands or stood; `since` is by the store's clock. There is at most one for each gate. */
export const Pass = NewPass.extend({ since: z.number() });
export type Pass = z.infer<typeof Pass>;
