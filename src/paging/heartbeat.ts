import type { DurationMs } from '../domain/clock.ts';
import { logFault } from '../domain/fault/log-fault.ts';
import type { Log } from '../domain/ports/log.ts';
import { postJson } from './post-json.ts';

/** What a heartbeat needs. */
export interface HeartbeatParts {
  /** A watch outside that says so when it hears nothing. */
  readonly url: string;
  readonly every: DurationMs;
  readonly timeout: DurationMs;
  /** Why this process doesn't do its work; undefined: it does. Then alone it is heard of. Never rejects. */
  readonly ailing: () => Promise<string | undefined>;
  readonly log: Log;
}

/** Tells somebody outside that alarms are watched, as often as told and only while they are, until it is stopped. */
export function startHeartbeat({ url, every, timeout, ailing, log }: HeartbeatParts): {
  stop(): Promise<void>;
} {
  const beat = async (): Promise<void> => {
    const why = await ailing();
    if (why !== undefined) {
      log.warn({ why }, 'no heartbeat is sent: alarms are not watched as they should be');
      return;
    }
    const sent = await postJson({ call: 'heartbeat', url, body: { alive: true }, timeout });
    if (!sent.ok) logFault(log, sent.fault, {}, 'the heartbeat was not heard');
  };
  let isBusy = true;
  const begin = (): Promise<void> =>
    beat().finally(() => {
      isBusy = false;
    });
  let current = begin();
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    current = begin();
  }, every);
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
