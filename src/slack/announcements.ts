import type { AnnouncementId } from '../domain/announcement/announcement.ts';
import { type DurationMs, hours } from '../domain/clock.ts';
import { logFault, type OnFailure } from '../domain/fault/log-fault.ts';
import { chatFault } from '../domain/fault/outside-faults.ts';
import type { Outbox } from '../domain/ports/announcements.ts';
import type { ChatFault } from '../domain/ports/chat.ts';
import { type AnnouncementParts, tellAnnouncement } from './tell-announcement.ts';

/** What telling all that is due needs. */
export interface AnnouncementsParts extends AnnouncementParts {
  readonly outbox: Outbox;
  readonly onFailure: OnFailure;
  /** After an answer that wasn't clear; after a refusal. */
  readonly retryFrom: DurationMs;
  readonly refusedEvery: DurationMs;
  /** Whether to stop, between two of them. */
  readonly isOver: () => boolean;
}

/** So many are told in a turn. */
const PAGE = 20;
/** Who can't be told for so long is given up: they left, or nobody invites the bot. */
const GIVEN_UP_AFTER: DurationMs = hours(24);

/** Tells the announcements that are due, at most so many. What can't be told now is put off; never rejects for one. */
export async function tellAnnouncements(parts: AnnouncementsParts, most = PAGE): Promise<void> {
  for (const id of await parts.outbox.due(Math.min(most, PAGE))) {
    if (parts.isOver()) return;
    await tellOne(parts, id).catch(async (error: unknown) => {
      parts.onFailure('an announcement can not be told; it is tried again', error, { announcement: id });
      await parts.outbox.postpone(id, parts.refusedEvery);
    });
  }
}

async function tellOne(parts: AnnouncementsParts, id: AnnouncementId): Promise<void> {
  const { outbox, clock } = parts;
  const pending = await outbox.read(id);
  const fault = pending && (await tellAnnouncement(parts, pending));
  if (!pending || !fault) return outbox.settle(id);
  switch (fault.kind) {
    case 'standby':
      return;
    case 'limited':
      return outbox.postpone(id, fault.after);
    case 'unknown':
      logged(parts, id, fault, 'Slack gave no clear answer; the announcement is looked for');
      return outbox.postpone(id, parts.retryFrom);
    case 'refused': {
      const isHopeless = clock.now() - pending.at > GIVEN_UP_AFTER;
      const next = isHopeless ? 'it is given up' : 'it is tried again now and then';
      logged(parts, id, fault, `not everybody can be told of an announcement; ${next}`);
      return isHopeless ? outbox.settle(id) : outbox.postpone(id, parts.refusedEvery);
    }
  }
}

const logged = (
  { log }: AnnouncementsParts,
  id: AnnouncementId,
  fault: Exclude<ChatFault, { readonly kind: 'limited' | 'standby' }>,
  what: string,
): void => logFault(log, chatFault('chat', fault), { announcement: id }, what);
