import type { SourceName } from '../field.ts';
import { deploymentSuggestions } from './deployment-suggestions.ts';
import { imageSuggestions } from './image-suggestions.ts';
import { serviceSuggestions } from './service-suggestions.ts';
import { silenceableSuggestions } from './silenceable-suggestions.ts';
import { stackSuggestions } from './stack-suggestions.ts';
import { type Search, SUGGESTIONS_MAX, type Suggestion } from './suggestion.ts';

/** Finds what a search may mean, best first. From memory or the store: what AWS knows is remembered for who types. */
export type Source = (search: Search) => readonly Suggestion[] | Promise<readonly Suggestion[]>;

/** Everything that can be searched by name: one entry each. */
const sources: Readonly<Record<SourceName, Source>> = {
  service: serviceSuggestions,
  stack: stackSuggestions,
  image: imageSuggestions,
  deployment: deploymentSuggestions,
  silenceable: silenceableSuggestions,
};

/** The sources by name, as they come in a request. */
const byName: ReadonlyMap<string, Source> = new Map(Object.entries(sources));

/** At most 100 suggestions, best first. A source that there isn't has none. Rejects where its store can't be read. */
export async function suggest(source: string, search: Search): Promise<readonly Suggestion[]> {
  const found = await byName.get(source)?.(search);
  return (found ?? []).slice(0, SUGGESTIONS_MAX);
}
