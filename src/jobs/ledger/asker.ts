import type { Actor } from '../../domain/people/actor.ts';

/** One name for whoever may change their own hold or pass as they like. */
export const asker = (by: Actor): string =>
  by.kind === 'slack'
    ? `${by.kind}/${by.team}/${by.user}`
    : by.kind === 'system'
      ? by.kind
      : `${by.kind}/${by.name}`;
