import type { Catalog } from '../../target/catalog.ts';
import { type ResolvedService, type StackName, targetName } from '../../target/service.ts';
import { type Candidate, ranked } from './rank.ts';
import type { Search, Suggestion } from './suggestion.ts';

interface Found extends Candidate {
  readonly suggestion: Suggestion;
  readonly stack: StackName;
}

/** A catalog never changes, and a thousand services are searched at every key. */
const candidatesOf = new WeakMap<Catalog, readonly Found[]>();

/** Services as `stack/service`, those of the channel's stack before others that fit as well. */
export function serviceSuggestions({ catalog, typed, home, stacks }: Search): readonly Suggestion[] {
  const all = candidates(catalog).filter(({ stack }) => stacks?.has(stack) ?? true);
  const ordered =
    home === undefined
      ? all
      : [...all.filter(({ stack }) => stack === home), ...all.filter(({ stack }) => stack !== home)];
  return ranked(typed, ordered).map(({ suggestion }) => suggestion);
}

/** A service as it is suggested. */
export const serviceSuggestion = (service: ResolvedService): Suggestion => ({
  value: targetName(service),
  name: targetName(service),
  note: service.environment,
});

function candidates(catalog: Catalog): readonly Found[] {
  const known = candidatesOf.get(catalog);
  if (known) return known;
  const made = catalog.services.map((service) => ({
    name: service.service,
    of: service.stack,
    also: `${service.environment} ${service.region} ${service.ecsService}`.toLowerCase(),
    stack: service.stack,
    suggestion: serviceSuggestion(service),
  }));
  candidatesOf.set(catalog, made);
  return made;
}
