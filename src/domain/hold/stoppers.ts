import type { OperationSpec } from '../operation/operation.ts';
import type { ResolvedService } from '../target/service.ts';
import { type HoldName, holdName } from './hold.ts';
import { type Scope, scopesOver } from './scope.ts';

/** As much of an operation as it takes to say what stops it. */
export type Stoppable = Pick<OperationSpec, 'freezable' | 'lockable'>;

/**
 * The names of the holds that stop an operation on a service, where they stand. A freeze of everything stops every
 * operation; a narrower freeze and a lock let those pass that say so.
 */
export function stoppersOf(spec: Stoppable, service: ResolvedService): readonly HoldName[] {
  const scopes = scopesOver(service);
  const freezes = scopes.filter(({ kind }) => kind === 'all' || spec.freezable === 'stopped-by-freeze');
  const locks = spec.lockable === 'stopped-by-lock' ? scopes : [];
  return [...namesOf('freeze', freezes), ...namesOf('lock', locks)];
}

/** The names of all holds that a service may be under. */
export const holdsOver = (service: ResolvedService): readonly HoldName[] => [
  ...namesOf('freeze', scopesOver(service)),
  ...namesOf('lock', scopesOver(service)),
];

const namesOf = (kind: 'freeze' | 'lock', scopes: readonly Scope[]): HoldName[] =>
  scopes.map((scope) => holdName({ kind, scope }));
