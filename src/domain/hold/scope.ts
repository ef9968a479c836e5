import { z } from 'zod';
import { lockName, ResolvedService, ServiceName, StackName, targetName } from '../target/service.ts';

/** What a hold covers. `thing` is the service in AWS (`lockName`), whatever it is called in the configuration. */
export const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('environment'), environment: ResolvedService.shape.environment }),
  z.object({ kind: z.literal('stack'), stack: StackName }),
  z.object({ kind: z.literal('service'), stack: StackName, service: ServiceName, thing: z.string() }),
]);
export type Scope = z.infer<typeof Scope>;

/** The scope of one service. */
export const serviceScope = (service: ResolvedService): Scope => ({
  kind: 'service',
  stack: service.stack,
  service: service.service,
  thing: lockName(service),
});

/** Every scope that a service is in, from the widest. */
export const scopesOver = (service: ResolvedService): readonly Scope[] => [
  { kind: 'all' },
  { kind: 'environment', environment: service.environment },
  { kind: 'stack', stack: service.stack },
  serviceScope(service),
];

/** What tells scopes apart; no two different ones have the same. */
export function scopeKey(scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return 'all';
    case 'environment':
      return `environment/${scope.environment}`;
    case 'stack':
      return `stack/${scope.stack}`;
    case 'service':
      return scope.thing;
  }
}

/** Whether a service is in a scope. */
export const covers = (scope: Scope, service: ResolvedService): boolean =>
  scopesOver(service).some((one) => scopeKey(one) === scopeKey(scope));

/** A scope as people type it: `all`, `production`, `prod-us-east-1`, `prod-us-east-1/registry`. */
export function scopeName(scope: Scope): string {
  switch (scope.kind) {
    case 'all':
      return 'all';
    case 'environment':
      return scope.environment;
    case 'stack':
      return scope.stack;
    case 'service':
      return targetName(scope);
  }
}
