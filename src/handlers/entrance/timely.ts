import type { HandlerParts } from '../parts.ts';

/**
 * Whether a request's own time is near enough to ours: Bolt refuses what is older than five minutes, and takes what
 * comes from the future. Over Socket Mode requests have no time, because the connection is the bot's own.
 */
export function isTimely(
  { clock, clockSkew }: Pick<HandlerParts, 'clock' | 'clockSkew'>,
  requestTime: unknown,
): boolean {
  if (requestTime === undefined) return true;
  const sent = Number(requestTime) * 1000;
  return Number.isFinite(sent) && Math.abs(clock.now() - sent) <= clockSkew;
}
