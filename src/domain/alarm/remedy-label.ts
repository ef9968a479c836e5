import type { ResolvedService } from '../target/service.ts';

/** So much a button holds on a phone. */
const MOST = 30;

/** What a remedy's button says: "Restart registry". A service's name that is too long for it is cut. */
export function remedyLabel(verb: string, { service }: Pick<ResolvedService, 'service'>, more = ''): string {
  const room = MOST - verb.length - 1 - more.length;
  const name = service.length > room ? `${service.slice(0, Math.max(0, room - 1))}…` : service;
  return `${verb} ${name}${more}`;
}
