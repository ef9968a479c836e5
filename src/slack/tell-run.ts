import { createHash } from 'node:crypto';
import type { DurationMs } from '../domain/clock.ts';
import type { RunId } from '../domain/ids.ts';
import type { ChatFault } from '../domain/ports/chat.ts';
import type { Notice, Notices, Told } from '../domain/ports/notices.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Message } from '../views/message.ts';
import { runRoot } from '../views/run/run-root.ts';
import { runThread } from '../views/run/run-thread.ts';
import type { Chat, Place } from './chat.ts';

/** What telling a run's story needs. */
export interface TellParts {
  readonly notices: Pick<Notices, 'told'>;
  readonly chat: Chat;
  /** How long until the run's root may be edited again; 0: now. */
  readonly editIn: (id: RunId) => DurationMs;
  readonly onEdit: (id: RunId) => void;
}

/** What became of it. */
export type Telling =
  | { readonly kind: 'told' }
  | { readonly kind: 'later'; readonly after: DurationMs }
  | { readonly kind: 'failed'; readonly fault: ChatFault };

const digestOf = (message: Message): string =>
  createHash('sha256').update(JSON.stringify(message)).digest('hex').slice(0, 16);

/**
 * Brings a run's root message and thread up to its present state. Each post is stored as begun before it is made and
 * as told before the next, so that whoever goes on after a crash finds it instead of posting it twice.
 */
export async function tellRun(parts: TellParts, { run, events, told }: Notice): Promise<Telling> {
  const { id, origin } = run.request;
  let known: Told = told;
  const store = async (next: Told): Promise<void> => {
    await parts.notices.told(id, next);
    known = next;
  };
  const postOnce = async (
    place: Place,
    message: Message,
    mark: string,
  ): Promise<Result<string, ChatFault>> => {
    if (known.pending === mark) {
      const found = await parts.chat.find(place, mark, run.acceptedAt);
      if (!found.ok) return found;
      if (found.value !== undefined) return ok(found.value);
    }
    await store({ ...known, pending: mark });
    return parts.chat.post(place, message, mark);
  };

  const root = runRoot(run);
  const rootDigest = digestOf(root);
  if (known.root === undefined) {
    const posted = await postOnce({ channel: origin.channel }, root, `${id}/root`);
    if (!posted.ok) return { kind: 'failed', fault: posted.fault };
    const { pending: _arrived, ...rest } = known;
    await store({ ...rest, root: posted.value, rootDigest });
    parts.onEdit(id);
  } else if (known.rootDigest !== rootDigest) {
    const isLast = run.state.status === 'ended' || run.state.status === 'parked';
    const after = isLast ? 0 : parts.editIn(id);
    if (after > 0) return { kind: 'later', after };
    const edited = await parts.chat.edit(origin.channel, known.root, root);
    if (!edited.ok) return { kind: 'failed', fault: edited.fault };
    await store({ ...known, rootDigest });
    parts.onEdit(id);
  }

  const thread = known.root;
  if (thread === undefined) return { kind: 'later', after: 0 };
  for (const [i, event] of events.entries()) {
    if (i < known.events) continue;
    const posted = await postOnce({ channel: origin.channel, thread }, runThread(run, event), `${id}/${i}`);
    if (!posted.ok) return { kind: 'failed', fault: posted.fault };
    const { pending: _arrived, ...rest } = known;
    await store({ ...rest, events: i + 1 });
  }
  return { kind: 'told' };
}
