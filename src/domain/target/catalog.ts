import { nearest } from './nearest.ts';
import { lockName, type ResolvedService, type StackName, targetName } from './service.ts';

/** Every service that the configuration knows, and which stack a channel means when none is named. */
export interface Catalog {
  readonly services: readonly ResolvedService[];
  /** Channel id → stack. */
  readonly channelStacks: ReadonlyMap<string, StackName>;
  /** The services that Wheelhouse itself runs as, by what they are in AWS (`lockName`); absent: none are known. */
  readonly own?: readonly string[];
}

/** What a target's words mean. */
export type Resolution =
  | { readonly kind: 'found'; readonly service: ResolvedService }
  | { readonly kind: 'ambiguous'; readonly choices: readonly ResolvedService[] }
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

/**
 * Resolves `service` or `stack/service`. A bare service means the channel's stack; in a channel without one it must
 * be unique among all stacks, otherwise the choices are the answer: nothing is guessed.
 */
export function resolve(catalog: Catalog, channel: string, words: string): Resolution {
  const wanted = words.toLowerCase();
  const matches = byName(catalog).get(wanted) ?? [];
  const home = catalog.channelStacks.get(channel);
  const [first, ...others] = matches;
  const atHome = matches.find((s) => s.stack === home);
  if (first && others.length === 0 && (home === undefined || atHome || wanted.includes('/'))) {
    return { kind: 'found', service: first };
  }
  if (atHome) return { kind: 'found', service: atHome };
  if (matches.length > 0) return { kind: 'ambiguous', choices: matches };
  const names = catalog.services.flatMap((s) => (wanted.includes('/') ? [targetName(s)] : [s.service]));
  return { kind: 'unknown', nearest: nearest(wanted, [...new Set<string>(names)]) };
}

/** Services by a text that finds them. */
type Index = ReadonlyMap<string, readonly ResolvedService[]>;

/**
 * A look-up of services by any text that tells something of them. A catalog never changes; one of a thousand services is
 * indexed once, not searched at every command.
 */
export function indexed(
  keysOf: (service: ResolvedService) => readonly string[],
): (catalog: Catalog) => Index {
  const indexes = new WeakMap<Catalog, Index>();
  return (catalog) => {
    const known = indexes.get(catalog);
    if (known) return known;
    const index = new Map<string, ResolvedService[]>();
    for (const service of catalog.services) {
      for (const key of keysOf(service)) {
        const others = index.get(key);
        if (others) others.push(service);
        else index.set(key, [service]);
      }
    }
    indexes.set(catalog, index);
    return index;
  };
}

/** By what people call them: `service` and `stack/service`. */
const byName = indexed((service) => [service.service, targetName(service)]);

const byThing = indexed((service) => [lockName(service)]);

/** The services that are this thing in AWS (`lockName`); more than one where the configuration names it twice. */
export const servicesThatAre = (catalog: Catalog, thing: string): readonly ResolvedService[] =>
  byThing(catalog).get(thing) ?? [];

/** The service of this full name, `stack/service`, of which there is one at most. */
export const serviceNamed = (catalog: Catalog, name: string): ResolvedService | undefined =>
  byName(catalog)
    .get(name)
    ?.find((service) => targetName(service) === name);

/** Whether Wheelhouse itself runs as this service. It may be looked at, and nothing is done to it. */
export const isOwn = ({ own = [] }: Pick<Catalog, 'own'>, service: ResolvedService): boolean =>
  own.includes(lockName(service));

/** The catalog with further services that Wheelhouse runs as. */
export const withOwn = (catalog: Catalog, things: readonly string[]): Catalog =>
  things.length === 0 ? catalog : { ...catalog, own: [...new Set([...(catalog.own ?? []), ...things])] };
