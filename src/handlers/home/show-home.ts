import type { HomeView } from '@slack/types';
import { failureLog, logFault } from '../../domain/fault/log-fault.ts';
import { chatFault } from '../../domain/fault/outside-faults.ts';
import { homeReader } from '../../domain/guard/home-reader.ts';
import { type HomeFacts, homeFacts } from '../../domain/home/home-facts.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import type { HomeViewers } from '../../domain/ports/home-viewers.ts';
import { redacted } from '../../domain/redaction/redacted.ts';
import { allStops } from '../../domain/window/shut-gates.ts';
import { homeDigest } from '../../views/home/home-digest.ts';
import { homeNotice, homeView, storeAway } from '../../views/home/home-view.ts';
import { admit } from '../entrance/admit.ts';
import { standingNow } from '../guard/ask-guard.ts';
import type { ListenerParts } from '../parts.ts';

/** What showing a Home needs. */
export type HomeParts = ListenerParts & { readonly viewers: HomeViewers };

/**
 * Shows somebody the Home that they have just opened. That they opened it is stored first, so that the keeper of the
 * Homes makes good what doesn't arrive, and goes on from here. Never throws.
 */
export async function showHome(parts: HomeParts, actor: SlackActor, body: unknown): Promise<void> {
  const { viewers, slack, redactor, log } = parts;
  const failed = failureLog(log, redactor);
  const publish = async (view: HomeView): Promise<boolean> => {
    const published = await slack.publishHome(actor.user, redacted(redactor, view));
    if (!published.ok) {
      logFault(
        log,
        chatFault('views.publish', published.fault),
        { user: actor.user },
        'a Home is not shown yet',
      );
    }
    return published.ok;
  };

  const entrance = await admit(parts, { actor, body });
  if (entrance.kind === 'refused') {
    await publish(homeNotice(entrance.message));
    return;
  }
  try {
    const version = await viewers.opened(actor.user);
    if (entrance.kind === 'unsure') {
      await publish(homeNotice(entrance.message));
      return;
    }
    const facts: HomeFacts = await homeFacts(
      parts.runs,
      () => allStops(parts, parts.clock.now()),
      parts.alarms === 'none' ? undefined : parts.alarms.incidents,
    );
    const { access, catalog, operations } = parts;
    const reader = homeReader(access, await standingNow(parts, actor), catalog, operations);
    if (await publish(homeView(facts, reader, parts.clock.now()))) {
      await viewers.shown(actor.user, version, homeDigest(facts, reader));
    }
  } catch (error) {
    failed('a Home could not be read', error);
    await publish(homeNotice(storeAway));
  }
}
