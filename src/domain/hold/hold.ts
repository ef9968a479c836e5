import { z } from 'zod';
import { Actor } from '../people/actor.ts';
import { Scope, scopeKey } from './scope.ts';

const common = { scope: Scope, reason: z.string(), by: Actor };

/** A stop of changes until a moment: epoch milliseconds. */
const NewFreeze = z.object({ kind: z.literal('freeze'), ...common, until: z.number() });
/** A stop of what brings other code, until somebody lifts it. */
const NewLock = z.object({ kind: z.literal('lock'), ...common });

/** A hold as it is asked for. */
export type NewHold = z.infer<typeof NewFreeze> | z.infer<typeof NewLock>;
export type HoldKind = NewHold['kind'];

/** A hold that stands or stood; `since` is by the store's clock. There is at most one of a kind for each scope. */
export const Hold = z.discriminatedUnion('kind', [
  NewFreeze.extend({ since: z.number() }),
  NewLock.extend({ since: z.number() }),
]);
export type Hold = z.infer<typeof Hold>;

/** What tells holds apart: kind and scope. */
export type HoldName = string;

/** The name of a hold. */
export const holdName = ({ kind, scope }: { readonly kind: HoldKind; readonly scope: Scope }): HoldName =>
  `${kind}/${scopeKey(scope)}`;
