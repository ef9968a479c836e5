import { isRolling, primaryOf, type ServiceSnapshot } from '../domain/rollout/service-snapshot.ts';

/** How a service stands, in a word or two, with the sign for it. */
export function headline(snapshot: ServiceSnapshot): { readonly icon: string; readonly said: string } {
  if (snapshot.status !== 'ACTIVE') return { icon: ':x:', said: `is ${snapshot.status.toLowerCase()}` };
  if (snapshot.desired === 0) return { icon: ':white_circle:', said: 'is scaled to 0' };
  if (isRolling(snapshot)) {
    const failed = primaryOf(snapshot)?.failed ?? 0;
    return failed > 0
      ? {
          icon: ':warning:',
          said: `is rolling, ${failed} new ${failed === 1 ? 'task has' : 'tasks have'} failed`,
        }
      : { icon: ':large_blue_circle:', said: 'is rolling' };
  }
  if (snapshot.running < snapshot.desired) return { icon: ':warning:', said: 'is short of tasks' };
  return { icon: ':large_green_circle:', said: 'is steady' };
}
