import type { PlainTextOption } from '@slack/types';
import { PLACE_BLOCK } from '../../domain/forms/blocks.ts';
import { formMetadata } from '../../domain/forms/metadata.ts';
import { targetIn } from '../../domain/forms/read-form.ts';
import { submittedView } from '../../domain/forms/submitted.ts';
import { suggest } from '../../domain/forms/suggest/sources.ts';
import type { ImagesOfService } from '../../domain/forms/suggest/suggestion.ts';
import { stacksFor } from '../../domain/guard/stacks-for.ts';
import type { SlackActor } from '../../domain/people/actor.ts';
import { DEPLOYMENTS_KEPT } from '../../domain/ports/deployment-history.ts';
import { SUGGEST } from '../../views/modal/field-block.ts';
import { suggestionOptions } from '../../views/modal/option.ts';
import { admit } from '../entrance/admit.ts';
import { standingNow } from '../guard/ask-guard.ts';
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

/**
 * What they may mean, best first, at most 100, in stacks where they may start what the form starts; nothing for who isn't
 * let in. From memory, so that it keeps up.
 */
export async function suggestFor(
  parts: ListenerParts,
  images: ImagesOfService,
  typing: Typing,
): Promise<PlainTextOption[]> {
  const { actor, body, action, typed } = typing;
  // What is suggested is seen by the person alone: where they are doesn't matter.
  const entrance = await admit(parts, { actor, body });
  if (entrance.kind !== 'admitted' || !action.startsWith(SUGGEST)) return [];
  const view = submittedView(typing.view);
  const channel = view && (formMetadata(view.metadata)?.channel ?? view.answers.get(PLACE_BLOCK)?.[0]);
  const { catalog, history, clock, access, operations } = parts;
  const operation = view && formMetadata(view.metadata)?.operation;
  const spec = operations.find(({ name }) => name === operation);
  const suggestions = await suggest(action.slice(SUGGEST.length), {
    catalog,
    typed,
    ...(spec ? { stacks: stacksFor(access, await standingNow(parts, actor), catalog, spec.permission) } : {}),
    home: channel === undefined ? undefined : catalog.channelStacks.get(channel),
    target: view && targetIn(view.answers),
    images,
    deployments: { of: (service) => history.of(service, DEPLOYMENTS_KEPT), now: () => clock.now() },
  });
  return suggestionOptions(suggestions);
}
