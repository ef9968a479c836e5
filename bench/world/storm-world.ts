import type { SnsSigner } from '../../sandbox/sns/signing/signer.ts';
import type { Child } from '../children/child.ts';
import { Signed, type StormOrder } from '../load/storm-load.ts';
import { type BenchWorld, benchWorld, KEYSPACE } from './bench-world.ts';
import { stormConfig } from './storm-config.ts';

/** Has the messages made and signed. */
export async function sign(
  generator: Child,
  signer: SnsSigner,
  plan: { readonly changes: number; readonly endsAt: number },
): Promise<number> {
  const { certificate, file } = signer;
  const key = signer.key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const order: StormOrder = {
    ...{ kind: 'sign', config: stormConfig(KEYSPACE), ...plan },
    signer: { key, certificate, file },
  };
  return (await generator.ask(order, Signed)).count;
}

/** The world of a storm: alarms are told in one channel, and CloudWatch says that none rings. */
export const stormWorld = (signer: SnsSigner): Promise<BenchWorld> =>
  benchWorld({
    services: 0,
    clusters: 0,
    configText: stormConfig,
    rates: 'slack',
    files: { SNS_SIGNING_CERT_FILE: signer.certificate },
  });
