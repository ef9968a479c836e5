import type { WebhookPayload } from './webhook-payload.ts';

/** Where alerts are sent, and how. */
export interface Receiver {
  readonly address: string;
  /** Sent as `Authorization: Bearer …` (`http_config.authorization.credentials`). */
  readonly token: string;
  /** How many times it is tried at most. Alertmanager itself goes on until the group's next interval. */
  readonly attempts?: number;
  /** Waits between two attempts, in milliseconds. */
  readonly wait?: (ms: number) => Promise<void>;
}

/** What became of a notification: each attempt's status, `unreachable` where nobody answered. */
export interface Sent {
  readonly outcome: 'delivered' | 'refused' | 'given up';
  readonly attempts: readonly (number | 'unreachable')[];
}

/** Alertmanager's first wait, which grows by half each time (github.com/cenkalti/backoff, its exponential defaults). */
const FIRST_WAIT_MS = 500;

const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

async function attempt({ address, token }: Receiver, body: string): Promise<number | 'unreachable'> {
  try {
    const { status } = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Alertmanager/0.28.1',
        authorization: `Bearer ${token}`,
      },
      body,
    });
    return status;
  } catch {
    return 'unreachable';
  }
}

/**
 * Sends a notification as Alertmanager does: 2xx is delivered; 5xx, and nobody there, are tried again; everything else is
 * refused for good (github.com/prometheus/alertmanager, notify.Retrier). The very same body goes each time.
 */
export async function sendAlerts(receiver: Receiver, payload: WebhookPayload): Promise<Sent> {
  const { attempts: most = 5, wait = sleep } = receiver;
  const body = JSON.stringify(payload);
  const attempts: (number | 'unreachable')[] = [];
  for (let pause = FIRST_WAIT_MS; attempts.length < most; pause *= 1.5) {
    if (attempts.length > 0) await wait(pause);
    const status = await attempt(receiver, body);
    attempts.push(status);
    if (status !== 'unreachable' && status < 500) {
      return { outcome: status >= 200 && status < 300 ? 'delivered' : 'refused', attempts };
    }
  }
  return { outcome: 'given up', attempts };
}
