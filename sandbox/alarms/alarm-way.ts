import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../sandbox.ts';
import type { Subscription } from '../sns/world/topic.ts';
import { openFrontDoor } from './front-door.ts';

/** How news of alarms get from AWS, and from elsewhere, to a bot. */
export interface AlarmWay {
  /** For the environment of bots: the certificate that this SNS signs with, and Alertmanager's token. */
  readonly env: Readonly<Record<'SNS_SIGNING_CERT_FILE' | 'ALERTMANAGER_TOKEN', string>>;
  /** Where posts go whichever bot is behind it: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /**
   * From now on this bot gets them, at its address. The first time every topic of the alarms is subscribed: it resolves once
   * the bot has confirmed all of that, and rejects where it doesn't.
   */
  connect(botUrl: string): Promise<void>;
  /** The subscriptions of that address. */
  subscriptions(): readonly Subscription[];
  stop(): Promise<void>;
}

/** What Alertmanager presents in the sandbox. */
const ALERTMANAGER_TOKEN = 'sandbox-alertmanager-0123456789abcdef';
/** A bot confirms within a second; a busy machine takes longer. */
const CONFIRM_MS = 20_000;
const LOOK_MS = 20;

/** Opens the way by HTTP. The folder is where the certificate is written. */
export async function openAlarmWay(
  { accounts, sns }: Pick<Sandbox, 'accounts' | 'sns'>,
  folder: string,
): Promise<AlarmWay> {
  const certificate = join(folder, 'sns.pem');
  const [first] = accounts;
  // All of them sign with the same key.
  if (first !== undefined) await writeFile(certificate, await sns(first).certificate());
  const door = await openFrontDoor();
  let made: readonly Subscription[] = [];
  return {
    env: { SNS_SIGNING_CERT_FILE: certificate, ALERTMANAGER_TOKEN },
    url: door.url,
    async connect(botUrl) {
      door.leadTo(botUrl);
      if (made.length > 0) return;
      made = accounts.flatMap((account) =>
        sns(account)
          .topics.all()
          .map(({ arn }) => sns(account).subscribe(arn, 'http', `${door.url}/sns`)),
      );
      await allConfirmed(made);
    },
    subscriptions: () => made,
    stop: () => door.stop(),
  };
}

async function allConfirmed(subscriptions: readonly Subscription[]): Promise<void> {
  const until = performance.now() + CONFIRM_MS;
  for (;;) {
    const waiting = subscriptions.filter(({ state }) => state.kind !== 'confirmed');
    if (waiting.length === 0) return;
    if (performance.now() > until)
      throw new Error(`the bot confirmed no subscription of ${waiting.map(({ topic }) => topic.arn).join()}`);
    await pause(LOOK_MS);
  }
}
