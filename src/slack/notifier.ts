import type { Clock, DurationMs, EpochMs } from '../domain/clock.ts';
import type { RunId } from '../domain/ids.ts';
import type { ChatFault } from '../domain/ports/chat.ts';
import type { Log } from '../domain/ports/log.ts';
import type { Lease, Notices } from '../domain/ports/notices.ts';
import type { Chat } from './chat.ts';
import { tellRun } from './tell-run.ts';

/** What the notifier needs. */
export interface NotifierParts {
  readonly notices: Notices;
  readonly lease: Lease;
  readonly chat: Chat;
  readonly clock: Clock;
  readonly log: Log;
  /** At least this long between two edits of one message, except for its last. */
  readonly editEvery: DurationMs;
  /** How often the list is read when no hint comes. */
  readonly idle: DurationMs;
}

/** How many runs are told about in one turn. */
const BATCH = 20;
/** After a refusal that won't heal by itself soon (the bot was removed from the channel, say). */
const REFUSED_MS = 30_000;
const UNKNOWN_MS = 1_000;

/** Whoever holds the lease tells Slack what became of runs; the others stand by. */
export function startNotifier(parts: NotifierParts): { stop(): Promise<void> } {
  const lastEdit = new Map<RunId, EpochMs>();
  let silentUntil: EpochMs = 0;
  let stopped = false;
  let wake: () => void = () => undefined;

  const failed = async (id: RunId, fault: ChatFault): Promise<void> => {
    parts.log.warn({ run: id, fault }, 'a message could not be sent; it will be');
    switch (fault.kind) {
      case 'limited':
        silentUntil = parts.clock.now() + fault.after;
        return;
      case 'refused':
        return parts.notices.postpone(id, REFUSED_MS);
      case 'unknown':
        return parts.notices.postpone(id, UNKNOWN_MS);
    }
  };

  const tell = async (id: RunId): Promise<void> => {
    const notice = await parts.notices.read(id);
    if (!notice) return parts.notices.settle(id, 0);
    const telling = await tellRun(
      {
        notices: parts.notices,
        chat: parts.chat,
        editIn: (run) => (lastEdit.get(run) ?? 0) + parts.editEvery - parts.clock.now(),
        onEdit: (run) => lastEdit.set(run, parts.clock.now()),
      },
      notice,
    );
    switch (telling.kind) {
      case 'told':
        if (notice.run.state.status === 'ended') lastEdit.delete(id);
        return parts.notices.settle(id, notice.run.revision);
      case 'later':
        return parts.notices.postpone(id, telling.after);
      case 'failed':
        return failed(id, telling.fault);
    }
  };

  const turn = async (): Promise<void> => {
    if (parts.clock.now() < silentUntil || !(await parts.lease.hold())) return;
    for (const id of await parts.notices.due(BATCH)) {
      if (stopped || parts.clock.now() < silentUntil || !(await parts.lease.hold())) return;
      await tell(id);
    }
  };

  const loop = async (): Promise<void> => {
    while (!stopped) {
      const hint = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, parts.idle);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      await turn().catch((error: unknown) =>
        parts.log.warn({ error: String(error) }, 'the notifier lost something; it goes on'),
      );
      await hint;
    }
  };

  parts.notices.onDue(() => wake());
  const running = loop();
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
      await parts.lease.release().catch(() => undefined);
    },
  };
}
