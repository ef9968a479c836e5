import { createHash } from 'node:crypto';
import type { DurationMs, EpochMs } from '../domain/clock.ts';
import type { ChatFault } from '../domain/ports/chat.ts';
import { type StoryStatus, type StoryTold, type ToldRoot, UNKNOWN_DIGEST } from '../domain/ports/notices.ts';
import type { ChatMessage } from '../views/message.ts';
import { attachFile } from './attach-file.ts';
import type { Shown } from './offered.ts';
import type { StoryPlace } from './places.ts';
import { postOnce, type StoryKeeper, type StoryParts, settled } from './post-once.ts';
import { refusalOf } from './refusals.ts';

/** A story: one root message, and a thread. */
export interface Story {
  /** The start of the marks by which its messages are found again. */
  readonly name: string;
  readonly places: readonly [StoryPlace, ...StoryPlace[]];
  /** The root as it should look now, given how far the story is told. */
  readonly root: (told: StoryTold) => ChatMessage;
  /** The status that the root shows. */
  readonly status: StoryStatus;
  /** The messages of its thread, oldest first; those that are told already included. */
  readonly replies: readonly (() => ChatMessage)[];
  /** How long the root must stay as it is after it was shown. */
  readonly editEvery: DurationMs;
  /** Until when what of the root was shown for now only is tried again; later it is only as it changes. Absent: never. */
  readonly insistsUntil?: EpochMs;
}

/** How far it is told now, and what is in the way of the rest. */
export interface StoryEnd {
  readonly told: StoryTold;
  /** Absent: all is told. */
  readonly fault?: ChatFault;
}

const digestOf = (message: ChatMessage): string =>
  createHash('sha256').update(JSON.stringify(message)).digest('hex').slice(0, 16);

/** A digest of what is shown of it: of a root that lacks something for now another one, so that it is behind. */
function shownDigest(message: ChatMessage, shown: Shown, isInsisted: boolean): string {
  const { text, plain } = message;
  return shown === 'for-now' && plain && isInsisted ? digestOf({ text, blocks: plain }) : digestOf(message);
}

/** What was refused for now is offered again after this. */
const AGAIN_MS = 2_000;

/** Whether what is shown for now only is worth another try. */
const insists = (story: Story, now: EpochMs): boolean => now < (story.insistsUntil ?? 0);

/** From the root on, in the same place. */
function rootless(told: StoryTold): StoryTold {
  const { root: _root, ...rest } = settled(told);
  return rest;
}

/** From the root on, in another place. Why it isn't in its first is kept, whatever the others say. */
const elsewhere = (told: StoryTold, place: number, error: string): StoryTold => ({
  ...rootless(told),
  place,
  refused: told.place === 0 ? error : (told.refused ?? error),
});

/** The one to heed of two: what isn't a mere wait; of two waits the shorter. */
export function graver(a: ChatFault | undefined, b: ChatFault | undefined): ChatFault | undefined {
  if (a?.kind === 'limited' && b?.kind === 'limited') return a.after <= b.after ? a : b;
  return a === undefined || (a.kind === 'limited' && b !== undefined) ? b : a;
}

/** After a story lost its root or its place again and again. */
const MOVED_MS = 1_000;

/**
 * Brings a story up to the present: its root, then its thread. Where the bot can't post, it goes on at the story's
 * next place and stays there; a root that somebody has deleted is posted again.
 */
export async function tellStory(parts: StoryParts, story: Story, begun: StoryTold): Promise<StoryEnd> {
  let told = begun;
  const keeper: StoryKeeper = {
    told: () => told,
    async keep(next) {
      if (!(await parts.store(next))) return { kind: 'standby' };
      told = next;
      return undefined;
    },
  };
  // Each round gives up one place, or one root.
  for (let round = 0; round <= story.places.length; round += 1) {
    const fault = await tellHere(parts, story, keeper);
    if (fault?.kind !== 'refused') return fault ? { told, fault } : { told };
    const refusal = refusalOf(fault.error);
    const isLast = told.place + 1 >= story.places.length;
    if (refusal === 'place') {
      const lost = await keeper.keep(elsewhere(told, isLast ? 0 : told.place + 1, fault.error));
      if (lost || isLast) return { told, fault: lost ?? fault };
    } else if (refusal === 'gone' && told.root) {
      const lost = await keeper.keep(rootless(told));
      if (lost) return { told, fault: lost };
    } else return { told, fault };
  }
  return { told, fault: { kind: 'limited', after: MOVED_MS } };
}

/** The root and the thread in the story's present place, each as far as it may: their budgets are apart. */
async function tellHere(
  parts: StoryParts,
  story: Story,
  keeper: StoryKeeper,
): Promise<ChatFault | undefined> {
  const isFirst = keeper.told().root === undefined;
  const unposted = isFirst ? await postRoot(parts, story, keeper) : undefined;
  const { root } = keeper.told();
  if (unposted || !root) return unposted;
  // Others' first posts come before this one's thread.
  if (isFirst && story.replies.length > 0) return { kind: 'limited', after: 0 };
  const unshown = await showRoot(parts, story, keeper, root);
  if (unshown && unshown.kind !== 'limited') return unshown;
  return graver(unshown, await postReplies(parts, story, keeper, root));
}

async function postRoot(
  parts: StoryParts,
  story: Story,
  keeper: StoryKeeper,
): Promise<ChatFault | undefined> {
  const place = story.places[keeper.told().place] ?? story.places[0];
  const opened = place.kind === 'direct' ? await parts.chat.open(place.user) : undefined;
  if (opened && !opened.ok) return opened.fault;
  const channel = place.kind === 'channel' ? place.channel : (opened?.value ?? '');
  const message = story.root(keeper.told());
  return postOnce(parts, keeper, {
    place: { channel },
    message,
    mark: `${story.name}/root`,
    done: (ts, how) => ({
      ...settled(keeper.told()),
      root:
        how === 'found'
          ? { channel, ts, digest: UNKNOWN_DIGEST, shownAt: 0 }
          : {
              ...{ channel, ts, status: story.status, shownAt: parts.clock.now() },
              digest: shownDigest(message, how, insists(story, parts.clock.now())),
            },
    }),
  });
}

async function showRoot(
  parts: StoryParts,
  story: Story,
  keeper: StoryKeeper,
  root: ToldRoot,
): Promise<ChatFault | undefined> {
  const message = story.root(keeper.told());
  const digest = digestOf(message);
  if (digest === root.digest) return undefined;
  const untilOld = root.shownAt + story.editEvery - parts.clock.now();
  const after = Math.max(untilOld, parts.wait('chat.update', root.channel));
  if (after > 0) return { kind: 'limited', after };
  const edited = await parts.chat.edit(root.channel, root.ts, message);
  if (!edited.ok && edited.fault.kind !== 'unknown') return edited.fault;
  const { channel, ts } = root;
  const shownAt = parts.clock.now();
  const isInsisted = insists(story, shownAt);
  const shown = {
    ...{ channel, ts, shownAt },
    ...(edited.ok
      ? { digest: shownDigest(message, edited.value, isInsisted), status: story.status }
      : { digest: UNKNOWN_DIGEST }),
  };
  const lost = await keeper.keep({ ...keeper.told(), root: shown });
  // Somebody took over while this edit was on its way, which may undo theirs.
  if (lost) await parts.doubt();
  if (lost || !edited.ok) return lost ?? (edited.ok ? undefined : edited.fault);
  return edited.value === 'for-now' && isInsisted ? { kind: 'limited', after: AGAIN_MS } : undefined;
}

async function postReplies(
  parts: StoryParts,
  story: Story,
  keeper: StoryKeeper,
  { channel, ts: thread }: ToldRoot,
): Promise<ChatFault | undefined> {
  for (const [i, reply] of story.replies.entries()) {
    if (i < keeper.told().events) continue;
    const message = reply();
    const { file } = message;
    const place = { channel, thread };
    const fault = await postOnce(parts, keeper, {
      place,
      message,
      mark: `${story.name}/${i}`,
      ...(file ? { beside: (ts: string) => attachFile(parts, { place, ts, file }) } : {}),
      done: () => ({ ...settled(keeper.told()), events: i + 1 }),
    });
    if (fault) return fault;
  }
  return undefined;
}
