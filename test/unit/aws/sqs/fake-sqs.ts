import type { QueuePlace } from '../../../../src/aws/sqs/queue-place.ts';
import type { QueueMessage, SqsQueues } from '../../../../src/aws/sqs/sqs-queues.ts';
import type { Fault } from '../../../../src/domain/fault/fault.ts';
import { err, ok } from '../../../../src/domain/result.ts';

export const QUEUE: QueuePlace = {
  url: 'https://sqs.us-east-1.amazonaws.com/111122223333/alarms',
  region: 'us-east-1',
  account: '111122223333',
  name: 'alarms',
};

const away: Fault = { kind: 'unreachable', call: 'sqs', detail: 'no connection' };

/** A queue in memory: what was received stays hidden, and a call waits until something comes or it is stopped. */
export class FakeSqs implements SqsQueues {
  readonly waiting: string[] = [];
  readonly removed: string[] = [];
  readonly hidden: { readonly handle: string; readonly time: number }[] = [];
  /** Calls that wait for messages now, and the most that ever did. */
  polls = 0;
  mostPolls = 0;
  receives = 0;
  count = 0;
  isAway = false;
  #wake: (() => void)[] = [];

  send(...bodies: readonly string[]): void {
    this.waiting.push(...bodies);
    for (const wake of this.#wake.splice(0)) wake();
  }

  async receive(_queue: QueuePlace, stop: AbortSignal) {
    this.receives += 1;
    if (this.isAway) return err(away);
    this.polls += 1;
    this.mostPolls = Math.max(this.mostPolls, this.polls);
    while (this.waiting.length === 0 && !stop.aborted) await this.#something(stop);
    this.polls -= 1;
    const taken = stop.aborted ? [] : this.waiting.splice(0, 10);
    return ok(taken.map((body): QueueMessage => ({ id: body, handle: body, body, receives: 3 })));
  }

  #something(stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#wake.push(resolve);
      stop.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  async remove(_queue: QueuePlace, handles: readonly string[]) {
    if (this.isAway) return err(away);
    this.removed.push(...handles);
    return ok([]);
  }

  async hide(_queue: QueuePlace, handle: string, time: number) {
    this.hidden.push({ handle, time });
    return ok(undefined);
  }

  async look() {
    return this.isAway ? err(away) : ok({ count: this.count, redrives: true });
  }

  destroy(): void {
    this.isAway = true;
  }
}
