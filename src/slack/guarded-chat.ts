import type { ChatFault } from '../domain/ports/chat.ts';
import type { Lease } from '../domain/ports/notices.ts';
import { err, type Result } from '../domain/result.ts';
import type { Urgency } from './bucket.ts';
import type { Budget, Method } from './budget.ts';
import type { Chat } from './chat.ts';

/** What stands between a teller and Slack. */
export interface Guards {
  readonly budget: Budget;
  readonly lease: Lease;
  /** Hears whether Slack gave a clear answer. */
  readonly onAnswer: (answer: 'clear' | 'unknown') => void;
}

/** The fault with the method that met it. */
const naming = (call: Method, fault: ChatFault): ChatFault =>
  fault.kind === 'refused' || fault.kind === 'unknown' ? { ...fault, call } : fault;

/**
 * A chat that asks before each call: the budget, then the lease, right before the call goes out. A process that was
 * frozen past its lease so notices before it posts; a call that it had begun may still finish.
 */
export function guardedChat(chat: Chat, { budget, lease, onAnswer }: Guards, urgency: Urgency): Chat {
  const guarded = async <T>(
    method: Method,
    channel: string,
    call: () => Promise<Result<T, ChatFault>>,
  ): Promise<Result<T, ChatFault>> => {
    const after = budget.take(method, channel, urgency);
    if (after > 0) return err({ kind: 'limited', after });
    if (!(await lease.hold())) return err({ kind: 'standby' });
    const answer = await call();
    if (!answer.ok && answer.fault.kind === 'limited') budget.limited(method, channel, answer.fault.after);
    onAnswer(!answer.ok && answer.fault.kind === 'unknown' ? 'unknown' : 'clear');
    return answer.ok ? answer : err(naming(method, answer.fault));
  };
  return {
    post: (place, message, mark) =>
      guarded('chat.postMessage', place.channel, () => chat.post(place, message, mark)),
    edit: (channel, ts, message) => guarded('chat.update', channel, () => chat.edit(channel, ts, message)),
    attach: (place, file) =>
      guarded('files.completeUploadExternal', place.channel, () => chat.attach(place, file)),
    find: (place, mark, since) =>
      guarded(
        place.thread === undefined ? 'conversations.history' : 'conversations.replies',
        place.channel,
        () => chat.find(place, mark, since),
      ),
    open: (user) => guarded('conversations.open', user, () => chat.open(user)),
  };
}
