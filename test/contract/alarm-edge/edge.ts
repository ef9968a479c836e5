import { Server } from 'node:http';
import { fetchedKeys } from '../../../src/aws/sns/fetched-keys.ts';
import { signaturesOnThread } from '../../../src/aws/sns/signatures-on-thread.ts';
import { snsVerifier } from '../../../src/aws/sns/sns-verifier.ts';
import type { Notice } from '../../../src/domain/alarm/notice.ts';
import { type DurationMs, days, minutes } from '../../../src/domain/clock.ts';
import type { Fault } from '../../../src/domain/fault/fault.ts';
import type { BelievedMessage, Receipt } from '../../../src/domain/ports/alarm-door.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { receiveAlertmanager } from '../../../src/handlers/alarms/receive-alertmanager.ts';
import { receiveSns } from '../../../src/handlers/alarms/receive-sns.ts';
import { alarmRoutes } from '../../../src/handlers/alarms/routes.ts';
import { httpIncoming } from '../../../src/handlers/receivers/http.ts';
import { groupedIntake } from '../../../src/jobs/alarms/intake/grouped-intake.ts';
import { silent } from '../../support/values.ts';
import { type CertificateHost, certificateHost } from './certificate-host.ts';
import { MemoryIntake } from './memory-intake.ts';
import { aSigner, type Signer, TOPIC } from './signer.ts';

export const TOKEN = 'a-token-of-alertmanager';

/** What a test shows of a message. */
const asNotice = ({ id, via, message, subject, timestamp }: BelievedMessage): Notice => ({
  id: `sns/${id}`,
  via,
  what: { kind: 'other', text: message, at: timestamp, ...(subject === undefined ? {} : { subject }) },
});

/** An incoming edge on a real port, with a real certificate's host and a store in memory. */
export interface Edge {
  readonly url: string;
  readonly signer: Signer;
  readonly host: CertificateHost;
  readonly intake: MemoryIntake;
  /** Why something was refused, in order. */
  readonly refused: string[];
  readonly received: { readonly via: string; readonly stored: number; readonly late?: number | undefined }[];
  /** Tokens that were confirmed. */
  readonly confirmed: string[];
  confirmation: Fault | undefined;
  /** Sets the edge's clock forward. */
  later(time: DurationMs): void;
  reading: (message: BelievedMessage) => Notice;
  /** What the reader of a queue does with a body. */
  fromQueue(body: string): Promise<Receipt>;
  stop(): Promise<void>;
}

/** Made once: a key takes a moment. */
const theSigner = aSigner();

/** Starts an edge. */
export async function anEdge({
  within = 1_000,
  size = { requests: 100, bytes: 8 * 1024 * 1024 },
  certificateWithin = 300,
} = {}): Promise<Edge> {
  const signer = await theSigner;
  const host = await certificateHost({ kind: 'gives', text: signer.certificate });
  const intake = new MemoryIntake();
  const grouped = groupedIntake(intake);
  const [refused, received, confirmed]: [string[], Edge['received'], string[]] = [[], [], []];
  const counts = {
    received: (via: string, stored: number, late?: number) => void received.push({ via, stored, late }),
    refused: (why: string) => void refused.push(why),
    deadLetters: () => undefined,
  };
  let ahead = 0;
  const clock = { now: () => Date.now() + ahead };
  const onFailure = () => undefined;
  const signatures = signaturesOnThread(silent);
  const receive = receiveSns({
    verifier: snsVerifier(
      [TOPIC],
      fetchedKeys({ fetch: host.fetch, clock, log: silent, within: certificateWithin }),
      signatures,
      clock,
    ),
    subscriptions: {
      async confirm(_topic, token) {
        if (edge.confirmation) return err(edge.confirmation);
        confirmed.push(token);
        return ok(undefined);
      },
    },
    intake: grouped,
    read: (message) => edge.reading(message),
    windows: {
      sns: { oldest: minutes(65), ahead: minutes(5) },
      sqs: { oldest: days(28), ahead: minutes(5) },
    },
    clock,
    log: silent,
    onFailure,
    counts,
  });
  const routes = alarmRoutes({
    sns: (body) => receive(body, 'sns'),
    alertmanager: {
      token: TOKEN,
      receive: receiveAlertmanager({
        intake: grouped,
        read: (body) =>
          Array.isArray(body)
            ? { kind: 'notices', notices: body.map((id: unknown) => anAlert(String(id))) }
            : { kind: 'wrong', problem: 'no list' },
        log: silent,
        onFailure,
        counts,
      }),
    },
    log: silent,
    onRefused: (why) => refused.push(why),
    onFailure,
    within,
    size,
  });
  const incoming = httpIncoming(
    'slack-secret',
    silent,
    () => true,
    (why) => refused.push(`slack: ${why}`),
    routes,
  );
  const server = await incoming.receiver.start(0);
  if (!(server instanceof Server)) throw new Error('no server');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const edge: Edge = {
    url: `http://127.0.0.1:${address.port}`,
    signer,
    host,
    intake,
    refused,
    received,
    confirmed,
    confirmation: undefined,
    later(time) {
      ahead += time;
    },
    reading: asNotice,
    fromQueue: (body) => receive(body, 'sqs'),
    async stop() {
      server.closeAllConnections();
      await incoming.stop();
      await host.stop();
      await signatures.stop();
    },
  };
  return edge;
}

const anAlert = (id: string): Notice => ({
  id: `am/${id}`,
  via: 'alertmanager',
  what: { kind: 'other', text: id, at: 1 },
});

/** Posts a body as SNS does. */
export async function post(
  edge: Edge,
  body: string | Uint8Array<ArrayBuffer>,
  { path = '/sns', headers = {} }: { path?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly status: number; readonly word: string; readonly retryAfter: string | null }> {
  const answer = await fetch(`${edge.url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain; charset=UTF-8', connection: 'close', ...headers },
  });
  return {
    status: answer.status,
    word: (await answer.text()).trim(),
    retryAfter: answer.headers.get('retry-after'),
  };
}
