import type { Run } from '../domain/run/run.ts';

/** Where a story may be told: a channel, or a person's direct messages, whose channel Slack must be asked for. */
export type StoryPlace =
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'direct'; readonly user: string };

/**
 * Where a run's story may be told, first choice first: where it was typed, the requester's direct messages, the
 * stack's changes channel.
 */
export function placesOf({
  request: { origin, actor, target },
}: Run): readonly [StoryPlace, ...StoryPlace[]] {
  const changes = target.changesChannel;
  return [
    { kind: 'channel', channel: origin.channel },
    ...(actor.kind === 'slack' ? [{ kind: 'direct', user: actor.user } as const] : []),
    ...(changes === undefined || changes === origin.channel
      ? []
      : [{ kind: 'channel', channel: changes } as const]),
  ];
}

/** The channel where a production run's story is repeated, given where it is told. */
export function mirrorOf({ request: { target } }: Run, toldIn: string): string | undefined {
  const { changesChannel: changes, environment } = target;
  return environment === 'production' && changes !== toldIn ? changes : undefined;
}
