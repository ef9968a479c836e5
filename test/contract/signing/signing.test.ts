import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { KmsKeys } from '../../../sandbox/kms/keys.ts';
import { startKmsSandbox } from '../../../sandbox/kms/sandbox.ts';
import { kmsSigning } from '../../../src/aws/kms/kms-signing.ts';
import { ed25519Signer, ed25519Verifier } from '../../../src/signing/ed25519.ts';
import { useProfiles, WORKER_KEY } from './kms-callers.ts';
import { signingContract } from './signing.suite.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-kms-'));
  useProfiles(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};

describe('Ed25519 with keys of one’s own', () => {
  signingContract(async () => {
    const [own, former, stranger] = [pair(), pair(), pair()];
    return {
      signer: ed25519Signer(own.privateKey),
      verifier: ed25519Verifier([own.publicKey, former.publicKey]),
      former: ed25519Signer(former.privateKey),
      stranger: ed25519Signer(stranger.privateKey),
      stop: async () => undefined,
    };
  });
});

describe('AWS KMS through the SDK, over HTTP, verified by an identity that may not sign', () => {
  signingContract(async () => {
    const keys = new KmsKeys('111122223333');
    const [own, former, stranger] = [keys.make('us-east-1'), keys.make('eu-west-1'), keys.make('us-east-1')];
    for (const { allowed } of [own, former, stranger]) allowed.set(WORKER_KEY, ['kms:GetPublicKey']);
    const kms = await startKmsSandbox(keys);
    const common = { endpoint: kms.url };
    const bots = [own, former, stranger].map(({ arn }) =>
      kmsSigning({ ...common, profile: 'bot', key: arn }),
    );
    const worker = kmsSigning({ ...common, profile: 'worker', key: own.arn, alsoTrust: [former.arn] });
    const [bot, formerBot, strangeBot] = bots;
    if (!bot || !formerBot || !strangeBot) throw new Error('a bot for each key');
    return {
      signer: bot.signer,
      verifier: worker.verifier,
      former: formerBot.signer,
      stranger: strangeBot.signer,
      async stop() {
        for (const one of [...bots, worker]) one.destroy();
        await kms.stop();
      },
    };
  });
});
