import type { HeldAtHook } from '../../domain/operation/operation.ts';
import { ok } from '../../domain/result.ts';
import { type HookGate, hookGate } from '../../domain/rollout/pause-hooks.ts';
import type { ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';

/** What a service's PAUSE hooks are worth as a gate. */
export const hookGateOf = ({ rolls, pauses }: Pick<ServiceSnapshot, 'rolls' | 'pauses'>): HookGate =>
  rolls === undefined ? 'not-known' : hookGate(rolls.strategy, pauses);

/** How a PAUSE hook holds the deployment of an operation, as its check has seen and as ECS says at the last moment. */
export const heldAtHook = <I>(seen: HeldAtHook<I>['seen']): HeldAtHook<I> => ({
  seen,
  async now({ ports, target }) {
    const read = await ports.ecs.describe(target);
    return read.ok ? ok(hookGateOf(read.value)) : read;
  },
});
