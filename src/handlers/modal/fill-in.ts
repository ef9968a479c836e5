import { serviceSuggestion } from '../../domain/forms/suggest/service-suggestions.ts';
import type { Suggestion } from '../../domain/forms/suggest/suggestion.ts';
import { type Catalog, resolve } from '../../domain/target/catalog.ts';
import type { ResolvedService } from '../../domain/target/service.ts';

/** The service that a name certainly means there, or in no channel; undefined where it means none, or several. */
export function certain(
  catalog: Catalog,
  channel: string | undefined,
  words: string | undefined,
): ResolvedService | undefined {
  const meant = words === undefined ? undefined : resolve(catalog, channel ?? '', words);
  return meant?.kind === 'found' ? meant.service : undefined;
}

/** A target's name as the form's menu shows it; undefined where there is no such target. */
export function chosenTarget(catalog: Catalog, name: string | undefined): Suggestion | undefined {
  // A whole name means the same in any channel.
  const service = name?.includes('/') === true ? certain(catalog, undefined, name) : undefined;
  return service && serviceSuggestion(service);
}
