import { signSns } from './sign.ts';
import type { SignatureVersion, SignedFields } from './signed-message.ts';
import type { SnsSigner } from './signer.ts';

/** Where a message is from and to. */
export interface Sealing {
  readonly signer: SnsSigner;
  readonly version: SignatureVersion;
  readonly region: string;
  readonly subscriptionArn: string;
}

/** The address of a region's SNS, as messages name it. Nothing in the sandbox listens there. */
export const snsHost = (region: string): string => `https://sns.${region}.amazonaws.com`;

/** The JSON of a message, signed (SNS Developer Guide, "Parsing Amazon SNS message formats"). */
export function envelope(
  fields: SignedFields,
  { signer, version, region, subscriptionArn }: Sealing,
): string {
  const host = snsHost(region);
  return JSON.stringify(
    {
      ...fields,
      SignatureVersion: version,
      Signature: signSns(fields, signer.key, version),
      SigningCertURL: `${host}/${signer.file}`,
      ...(fields.Type === 'Notification'
        ? { UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}` }
        : {}),
    },
    null,
    2,
  );
}
