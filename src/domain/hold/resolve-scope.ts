import { type Catalog, resolve } from '../target/catalog.ts';
import { nearest } from '../target/nearest.ts';
import { type ResolvedService, targetName } from '../target/service.ts';
import { type Scope, scopesOver, serviceScope } from './scope.ts';

/** What a scope's words mean. */
export type ScopeResolution =
  | { readonly kind: 'found'; readonly scope: Scope }
  | { readonly kind: 'ambiguous'; readonly choices: readonly ResolvedService[] }
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

/**
 * Resolves `all`, an environment, a stack, or a service as everywhere else. The wider meaning goes first, because a
 * service can always be said as `stack/service` too. Only what the configuration knows is found.
 */
export function resolveScope(catalog: Catalog, channel: string, words: string): ScopeResolution {
  const wanted = words.toLowerCase();
  if (wanted === 'all') return { kind: 'found', scope: { kind: 'all' } };
  const wide = catalog.services.flatMap(wideScopes);
  const environment = wide.find((scope) => scope.kind === 'environment' && scope.environment === wanted);
  const found = environment ?? wide.find((scope) => scope.kind === 'stack' && scope.stack === wanted);
  if (found) return { kind: 'found', scope: found };
  const resolution = resolve(catalog, channel, words);
  switch (resolution.kind) {
    case 'found':
      return { kind: 'found', scope: serviceScope(resolution.service) };
    case 'ambiguous':
      return resolution;
    case 'unknown':
      return { kind: 'unknown', nearest: nearest(wanted, namesIn(catalog)) };
  }
}

/** The environment and the stack that a service is in. */
const wideScopes = (service: ResolvedService): Scope[] =>
  scopesOver(service).filter(({ kind }) => kind === 'environment' || kind === 'stack');

const namesIn = ({ services }: Catalog): string[] => {
  const names = services.flatMap((one) => [one.environment, one.stack, one.service, targetName(one)]);
  return [...new Set<string>(['all', ...names])];
};
