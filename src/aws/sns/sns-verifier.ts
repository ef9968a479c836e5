import { SnsEnvelope, topicPlace } from '../../domain/alarm/sns-envelope.ts';
import type { Clock } from '../../domain/clock.ts';
import type { SnsDisbelief, SnsVerdict, SnsVerifier } from '../../domain/ports/sns-verifier.ts';
import { isCertificateOf } from './certificate-address.ts';
import type { Signatures } from './signature.ts';
import type { SigningKeys } from './signing-keys.ts';
import { stringToSign } from './string-to-sign.ts';

const refused = (why: SnsDisbelief, until: 'forever' | 'now' = 'forever'): SnsVerdict => ({
  kind: 'refused',
  why,
  until,
});

function readEnvelope(body: string): SnsEnvelope | undefined {
  try {
    return SnsEnvelope.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/**
 * Believes messages of these topics that SNS signed. What costs little is looked at first, and for a topic that isn't
 * listed nothing is fetched.
 */
export function snsVerifier(
  topics: readonly string[],
  keys: SigningKeys,
  signatures: Signatures,
  clock: Clock,
): SnsVerifier {
  const places = new Map(topics.map((arn) => [arn, topicPlace(arn)]));
  return {
    async verify(body, window) {
      const envelope = readEnvelope(body);
      if (envelope === undefined) return refused('sns-no-envelope');
      const topic = places.get(envelope.TopicArn);
      if (topic === undefined) return refused('sns-foreign-topic');
      const at = Date.parse(envelope.Timestamp);
      const age = clock.now() - at;
      if (age > window.oldest) return refused('sns-too-old');
      // Our clock may be late: then SNS's next try will do.
      if (-age > window.ahead) return refused('sns-from-the-future', 'now');
      if (!isCertificateOf(envelope.SigningCertURL, topic)) return refused('sns-foreign-certificate');
      const found = await keys.of(envelope.SigningCertURL, topic);
      if (found.kind === 'none') return refused(found.why, found.until);
      const { SignatureVersion: version, Signature: signature } = envelope;
      const signed = await signatures.isSigned(
        { text: stringToSign(envelope), version, signature },
        found.key,
      );
      return signed ? { kind: 'verified', envelope, at } : refused('sns-wrong-signature');
    },
  };
}
