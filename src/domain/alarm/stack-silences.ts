import { type Catalog, servicesThatAre } from '../target/catalog.ts';
import type { Incident } from './incident.ts';
import type { Silence, SilenceScope } from './silence.ts';

/** What is known of a stack. */
interface Known {
  readonly catalog: Catalog;
  readonly incidents: readonly Incident[];
}

/** The silences that are about a stack: of itself, of its services, and of alarms that its incidents tell of. */
export const stackSilences = (
  silences: readonly Silence[],
  stack: string,
  known: Known,
): readonly Silence[] => silences.filter(({ scope }) => isAbout(scope, stack, known));

function isAbout(scope: SilenceScope, stack: string, { catalog, incidents }: Known): boolean {
  switch (scope.kind) {
    case 'stack':
      return scope.name === stack;
    case 'service':
      return servicesThatAre(catalog, scope.thing).some((service) => service.stack === stack);
    case 'alarm':
      return incidents
        .filter((incident) => incident.stack === stack)
        .some(({ alarms }) => alarms.some(({ fingerprint }) => fingerprint === scope.fingerprint));
  }
}
