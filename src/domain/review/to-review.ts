import type { EpochMs } from '../clock.ts';
import type { AccessPolicy } from '../people/access.ts';
import type { SlackActor } from '../people/actor.ts';
import type { Catalog } from '../target/catalog.ts';
import type { AlarmAct } from './alarm-act.ts';
import { type AlarmSubject, placeOfSubject } from './alarm-subject.ts';
import type { AcknowledgedReview } from './review.ts';
import { isReviewed } from './review-rule.ts';

/** What a person is about to do about alarms. */
export interface Doing {
  readonly act: AlarmAct;
  readonly subject: AlarmSubject;
  readonly by: SlackActor;
  readonly at: EpochMs;
  /** The request that it comes from. */
  readonly request: string;
  /** Where it is told, where its stack has no changes channel. */
  readonly channel: string;
}

/**
 * What the review says that it opens, whatever was done; undefined: the policy wants none there. What belongs to no stack
 * that the configuration knows could be anywhere, and is reviewed where anything of the kind is.
 */
export function toReview(
  { reviews }: Pick<AccessPolicy, 'reviews'>,
  catalog: Catalog,
  { act, subject, by, at, request, channel }: Doing,
): Omit<AcknowledgedReview, 'kind'> | undefined {
  const place = placeOfSubject(catalog, subject);
  if (!isReviewed(reviews, act, place)) return undefined;
  const changes = catalog.services.flatMap(({ stack, changesChannel = [] }) =>
    place.kind === 'stack' && stack === place.stack ? changesChannel : [],
  );
  return { id: idOf({ act, request, at }), subject, by, at, channel: changes[0] ?? channel };
}

/**
 * A request silences once, however often it is handed in, so it has one review. One button acknowledges again when its alarm
 * rings anew, perhaps by somebody else: those are two.
 */
function idOf({ act, request, at }: Pick<Doing, 'act' | 'request' | 'at'>): string {
  switch (act) {
    case 'silence':
      return `${act}/${request}`;
    case 'acknowledge':
      return `${act}/${request}/${at}`;
  }
}
