import type { Incident } from '../alarm/incident.ts';
import type { SilenceScope } from '../alarm/silence.ts';
import type { Scope } from '../hold/scope.ts';
import { type Catalog, servicesThatAre } from '../target/catalog.ts';
import { lockName, type ResolvedService, type StackName } from '../target/service.ts';

/** Where something is to be done. `elsewhere`: in nothing that the configuration knows (any more). */
export type Place =
  | { readonly kind: 'all' }
  | { readonly kind: 'environment'; readonly environment: ResolvedService['environment'] }
  | {
      readonly kind: 'stack';
      readonly stack: StackName;
      readonly environment: ResolvedService['environment'];
    }
  | { readonly kind: 'elsewhere' };

/** The stack that all of these are in; nowhere that is known where there is none, or more than one. */
function stackPlace([first, ...others]: readonly ResolvedService[]): Place {
  return first && others.every(({ stack }) => stack === first.stack)
    ? { kind: 'stack', stack: first.stack, environment: first.environment }
    : { kind: 'elsewhere' };
}

/**
 * The place of a service, of a run's stored one too. It is known by what it is in AWS and by the role that leads there,
 * never by the stack or the environment that it says it is in: those may have changed since, or be forged.
 */
export const placeOf = (catalog: Catalog, service: ResolvedService): Place =>
  stackPlace(servicesThatAre(catalog, lockName(service)).filter(({ role }) => role === service.role));

/** The place that a freeze or a lock covers. */
export function placeOfScope(catalog: Catalog, scope: Scope): Place {
  switch (scope.kind) {
    case 'all':
      return { kind: 'all' };
    case 'environment':
      return { kind: 'environment', environment: scope.environment };
    case 'stack':
      return stackPlace(catalog.services.filter(({ stack }) => stack === scope.stack));
    case 'service':
      return stackPlace(servicesThatAre(catalog, scope.thing));
  }
}

/** The place of an incident: its stack. Of one that no stack has, and so of what the configuration doesn't know, it is elsewhere. */
export const placeOfIncident = (catalog: Catalog, { stack }: Pick<Incident, 'stack'>): Place =>
  stack === undefined ? { kind: 'elsewhere' } : placeOfScope(catalog, { kind: 'stack', stack });

/** The place of what a silence of a service or a stack covers, by what it is in AWS or by its name; elsewhere where that is gone. */
export function placeOfSilenced(catalog: Catalog, scope: Exclude<SilenceScope, { kind: 'alarm' }>): Place {
  switch (scope.kind) {
    case 'service':
      return stackPlace(servicesThatAre(catalog, scope.thing));
    case 'stack':
      return stackPlace(catalog.services.filter(({ stack }) => stack === scope.name));
  }
}
