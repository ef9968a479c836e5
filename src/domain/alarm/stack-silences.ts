import { type Catalog, servicesThatAre } from '../target/catalog.ts';
import type { Incident } from './incident.ts';
import type { Silence } from './silence.ts';

/** The silences that are about a stack: of itself, of its services, and of alarms that its incidents tell of. */
export const stackSilences = (
  silences: readonly Silence[],
  stack: string,
  { catalog, incidents }: { readonly catalog: Catalog; readonly incidents: readonly Incident[] },
): readonly Silence[] =>
  silences.filter(({ scope }) => {
    switch (scope.kind) {
      case 'stack':
        return scope.name === stack;
      case 'service':
        return servicesThatAre(catalog, scope.thing).some((service) => service.stack === stack);
      case 'alarm':
        return incidents.some(
          (incident) =>
            incident.stack === stack &&
            incident.alarms.some(({ fingerprint }) => fingerprint === scope.fingerprint),
        );
    }
  });
