import { Server } from 'node:http';
import { type SnsSandbox, startSnsSandbox } from '../../../sandbox/sns/sandbox.ts';
import { type SqsSandbox, startSqsSandbox } from '../../../sandbox/sqs/sandbox.ts';
import type { Queue } from '../../../sandbox/sqs/world/queue.ts';
import { Queues } from '../../../sandbox/sqs/world/queues.ts';
import { LimitsSection, withDefaults } from '../../../src/config/limits.ts';
import { readAlertmanager } from '../../../src/domain/alarm/read/read-alertmanager.ts';
import { readSns } from '../../../src/domain/alarm/read/read-sns.ts';
import { httpIncoming } from '../../../src/handlers/receivers/http.ts';
import { alarmsIncoming } from '../../../src/wiring/alarms/incoming.ts';
import { silent } from '../../support/values.ts';
import { MemoryIntake } from './memory-intake.ts';
import { TOPIC } from './signer.ts';

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';

/** The whole incoming edge as the product assembles it, beside an SNS that signs and an SQS, over HTTP. */
export interface WholeEdge {
  readonly sns: SnsSandbox;
  readonly intake: MemoryIntake;
  readonly queue: Queue;
  readonly dead: Queue;
  readonly refused: string[];
  readonly deadLetters: Map<string, number>;
  /** Whether the store says that it is at hand. */
  atHand: boolean;
  /** Where SNS posts to. */
  readonly url: string;
  /** Moves the clock of SQS on. */
  pass(seconds: number): void;
  stopReading(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it. Messages that are received come again after a second, and are dead after they were received twice. */
export async function wholeEdge(): Promise<WholeEdge> {
  let passed = 0;
  const now = () => Date.now() + passed;
  const queues = new Queues(ACCOUNT, now);
  const sqs: SqsSandbox = await startSqsSandbox(queues, now);
  const sns = await startSnsSandbox({ queues, pace: { pauseMs: 5, timeoutMs: 2_000 } });
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDSANDBOX';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  process.env['AWS_ENDPOINT_URL_SQS'] = sqs.url;
  process.env['AWS_ENDPOINT_URL_SNS'] = sns.url;
  const dead = queues.create(REGION, 'alarms-dead');
  const queue = queues.create(REGION, 'alarms', {
    VisibilityTimeout: '1',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: '2' }),
    Policy: JSON.stringify({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
          Condition: { ArnEquals: { 'aws:SourceArn': TOPIC } },
        },
      ],
    }),
  });
  const intake = new MemoryIntake();
  const refused: string[] = [];
  const deadLetters = new Map<string, number>();
  const addressOf = ({ name }: Queue) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
  const edge = alarmsIncoming(
    {
      catalog: { services: [], channelStacks: new Map() },
      limits: withDefaults(LimitsSection.parse({})),
      secrets: [],
      snsSigningCertificate: await sns.certificate(),
    },
    {
      policy: { topics: [TOPIC], queues: [addressOf(queue)], deadLetterQueues: [addressOf(dead)] },
      intake,
      storeAtHand: async () => whole.atHand,
      readSns,
      readAlertmanager,
      log: silent,
      onRefused: (why) => refused.push(why),
      counts: { received: () => undefined, deadLetters: (name, count) => deadLetters.set(name, count) },
      watchEvery: 100,
    },
  );
  const incoming = httpIncoming('slack-secret', silent, () => true, undefined, edge.routes);
  const server = await incoming.receiver.start(0);
  if (!(server instanceof Server)) throw new Error('no server');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const whole: WholeEdge = {
    sns,
    intake,
    queue,
    dead,
    refused,
    deadLetters,
    atHand: true,
    url: `http://127.0.0.1:${address.port}/sns`,
    pass(seconds) {
      passed += seconds * 1000;
    },
    stopReading: () => edge.stop(),
    async stop() {
      await edge.stop();
      server.closeAllConnections();
      await incoming.stop();
      await sns.stop();
      await sqs.stop();
    },
  };
  edge.start();
  return whole;
}
