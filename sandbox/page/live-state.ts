import type { ServerResponse } from 'node:http';

/** Sends a state to everyone who listens, as server-sent events. */
export interface LiveState {
  /** Begins a stream with the state as it is now. */
  join(response: ServerResponse): void;
  /** Something changed: everyone gets the state, at most once per interval. */
  changed(): void;
  /** Ends every stream. */
  stop(): void;
}

/** At most one send in `intervalMs`; the last change is always sent. `state` is read when it is sent. */
export const liveState = (state: () => unknown, intervalMs: number): LiveState => {
  const listeners = new Set<ServerResponse>();
  let due: NodeJS.Timeout | undefined;
  const event = () => `data: ${JSON.stringify(state())}\n\n`;
  const sendAll = () => {
    due = undefined;
    if (listeners.size === 0) return;
    const data = event();
    for (const response of listeners) response.write(data);
  };
  return {
    join: (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: 1000\n${event()}`);
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    },
    changed: () => {
      due ??= setTimeout(sendAll, intervalMs);
    },
    stop: () => {
      clearTimeout(due);
      for (const response of listeners) response.end();
      listeners.clear();
    },
  };
};
