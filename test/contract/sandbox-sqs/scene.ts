import { SQSClient } from '@aws-sdk/client-sqs';
import { type SqsSandbox, startSqsSandbox } from '../../../sandbox/sqs/sandbox.ts';
import { Queues } from '../../../sandbox/sqs/world/queues.ts';

/** The account of the queues. */
export const ACCOUNT = '111122223333';

const credentials = { accessKeyId: 'AKIDSANDBOX', secretAccessKey: 'sandbox' };

/** An SQS on a clock of its own, and the SDK's client for it. */
export interface SqsScene {
  readonly sqs: SqsSandbox;
  readonly client: SQSClient;
  /** Of another region. */
  clientIn(region: string): SQSClient;
  /** Moves the clock on. */
  pass(seconds: number): void;
  stop(): Promise<void>;
}

/** Starts one. */
export async function sqsScene(): Promise<SqsScene> {
  let passed = 0;
  const now = () => Date.now() + passed;
  const sqs = await startSqsSandbox(new Queues(ACCOUNT, now), now);
  const clients: SQSClient[] = [];
  const clientIn = (region: string) => {
    const client = new SQSClient({ region, endpoint: sqs.url, credentials, maxAttempts: 1 });
    clients.push(client);
    return client;
  };
  return {
    sqs,
    client: clientIn('us-east-1'),
    clientIn,
    pass: (seconds) => {
      passed += seconds * 1000;
    },
    async stop() {
      for (const one of clients) one.destroy();
      await sqs.stop();
    },
  };
}
