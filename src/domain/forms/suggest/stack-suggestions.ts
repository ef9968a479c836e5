import type { Catalog } from '../../target/catalog.ts';
import type { StackName } from '../../target/service.ts';
import { type Candidate, ranked } from './rank.ts';
import type { Search, Suggestion } from './suggestion.ts';

interface Found extends Candidate {
  readonly suggestion: Suggestion;
  readonly name: StackName;
}

const candidatesOf = new WeakMap<Catalog, readonly Found[]>();

/** Stacks by name, the channel's own before others that fit as well. */
export function stackSuggestions({ catalog, typed, home, stacks }: Search): readonly Suggestion[] {
  const all = candidates(catalog).filter(({ name }) => stacks?.has(name) ?? true);
  const ordered = [...all.filter(({ name }) => name === home), ...all.filter(({ name }) => name !== home)];
  return ranked(typed, ordered).map(({ suggestion }) => suggestion);
}

function candidates(catalog: Catalog): readonly Found[] {
  const known = candidatesOf.get(catalog);
  if (known) return known;
  const stacks = new Map(catalog.services.map((service) => [service.stack, service]));
  const made = [...stacks.values()].map(({ stack, environment, region }) => ({
    name: stack,
    of: '',
    also: `${environment} ${region}`,
    suggestion: { value: stack, name: stack, note: environment },
  }));
  candidatesOf.set(catalog, made);
  return made;
}
