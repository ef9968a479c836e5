import type { View } from '@slack/types';
import type { SlackActor } from '../../domain/people/actor.ts';
import type { Seals } from './seals.ts';

/** A view as it leaves for somebody: what it carries unseen is sealed for them. */
export const sealedView = <V extends View>(seals: Seals, actor: SlackActor, view: V): V =>
  view.private_metadata === undefined
    ? view
    : { ...view, private_metadata: seals.seal(view.private_metadata, actor) };

/** A view as it came back from them, with what it carries as it was; undefined where the seal isn't whole. */
export function openedView(seals: Seals, actor: SlackActor, view: unknown): object | undefined {
  if (typeof view !== 'object' || view === null) return undefined;
  const sealed: unknown = Reflect.get(view, 'private_metadata');
  const opened = typeof sealed === 'string' ? seals.open(sealed, actor) : undefined;
  return opened === undefined ? undefined : { ...view, private_metadata: opened };
}
