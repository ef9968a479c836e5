import { failureLog } from '../../domain/fault/log-fault.ts';
import { mentionedServices } from '../../domain/target/mentioned.ts';
import { targetName } from '../../domain/target/service.ts';
import type { HandlerParts } from '../parts.ts';
import type { Choosing } from './open-choice.ts';
import { textOfMessage } from './text-of-message.ts';

/** A message that somebody wants to act on. */
export interface Subject {
  readonly channel: string;
  readonly ts: string;
  /** The root of the thread that it is in. */
  readonly thread?: string | undefined;
  /** As Slack sent it: anybody's words. */
  readonly message: unknown;
}

/**
 * What a message is about: the service of the run whose message or thread it is, else the one service that it speaks
 * of. Of several none is chosen. A store that can't be read makes it less certain, no more.
 */
export async function subjectOf(
  { runs, catalog, log, redactor }: Pick<HandlerParts, 'runs' | 'catalog' | 'log' | 'redactor'>,
  { channel, ts, thread, message }: Subject,
): Promise<Choosing> {
  const place = { channel, ...(thread === undefined ? {} : { thread }) };
  const run = await runs.byThread(channel, thread ?? ts).catch((error: unknown) => {
    failureLog(log, redactor)('the run of a message could not be read', error, { channel });
    return undefined;
  });
  if (run) return { ...place, target: targetName(run.request.target), likely: run.request.operation };
  const [only, ...others] = mentionedServices(catalog, channel, textOfMessage(message));
  return only && others.length === 0 ? { ...place, target: targetName(only) } : place;
}
