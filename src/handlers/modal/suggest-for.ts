import type { PlainTextOption } from '@slack/types';
import { PLACE_BLOCK } from '../../domain/forms/blocks.ts';
import { formMetadata, silenceMetadata } from '../../domain/forms/metadata.ts';
import { targetIn } from '../../domain/forms/read-form.ts';
import { submittedView } from '../../domain/forms/submitted.ts';
import { suggest } from '../../domain/forms/suggest/sources.ts';
import type { ImagesOfService } from '../../domain/forms/suggest/suggestion.ts';
import { stacksFor } from '../../domain/guard/stacks-for.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import { DEPLOYMENTS_KEPT } from '../../domain/ports/deployment-history.ts';
import { SUGGEST } from '../../views/modal/field-block.ts';
import { suggestionOptions } from '../../views/modal/option.ts';
import type { openLately } from '../alarms/open-lately.ts';
import { admit } from '../entrance/admit.ts';
import { standingNow } from '../guard/ask-guard.ts';
import { mayToIncident } from '../guard/may-to-incident.ts';
import type { ListenerParts } from '../parts.ts';

/** Somebody types in a menu (Slack: block_suggestion). */
export interface Typing {
  readonly actor: SlackActor;
  readonly body: unknown;
  /** The menu's action: `suggest/` and the name of a source. */
  readonly action: string;
  readonly typed: string;
  /** The modal as it stands. */
  readonly view: unknown;
}

/** What is remembered for who types, for moments. */
export interface Lately {
  readonly images: ImagesOfService;
  readonly open: ReturnType<typeof openLately>;
}

/**
 * What they may mean, best first, at most 100, in stacks where they may do what the form does; nothing for who isn't
 * let in. From memory, so that it keeps up.
 */
export async function suggestFor(
  parts: ListenerParts,
  lately: Lately,
  typing: Typing,
): Promise<PlainTextOption[]> {
  const { actor, body, action, typed } = typing;
  // What is suggested is seen by the person alone: where they are doesn't matter.
  const entrance = await admit(parts, { actor, body });
  if (entrance.kind !== 'admitted' || !action.startsWith(SUGGEST)) return [];
  const view = submittedView(typing.view);
  const form = view && formMetadata(view.metadata);
  const silence = view && silenceMetadata(view.metadata);
  const channel = form?.channel ?? silence?.channel ?? view?.answers.get(PLACE_BLOCK)?.[0];
  const { catalog, history, clock, access, operations, alarms } = parts;
  const spec = operations.find(({ name }) => name === form?.operation);
  const permission = silence ? 'silence' : spec?.permission;
  const standing = await standingNow(parts, actor);
  const suggestions = await suggest(action.slice(SUGGEST.length), {
    catalog,
    typed,
    ...(permission === undefined ? {} : { stacks: stacksFor(access, standing, catalog, permission) }),
    home: channel === undefined ? undefined : catalog.channelStacks.get(channel),
    target: view && targetIn(view.answers),
    images: lately.images,
    deployments: { of: (service) => history.of(service, DEPLOYMENTS_KEPT), now: () => clock.now() },
    ...(silence && alarms !== 'none'
      ? {
          open: async () =>
            (await lately.open(alarms.incidents)).filter(mayToIncident(parts, standing, 'silence')),
        }
      : {}),
  });
  return suggestionOptions(suggestions);
}
