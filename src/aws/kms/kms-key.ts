/** A key of KMS by its ARN. */
export interface KmsKey {
  readonly arn: string;
  /** Its name in signatures: what the ARN ends with. */
  readonly id: string;
  readonly region: string;
}

/** A key by its ARN, `arn:aws:kms:REGION:ACCOUNT:key/ID`. Throws where that is no key's: an alias may change its meaning. */
export function kmsKey(arn: string): KmsKey {
  const [, region, id] = /^arn:aws(?:-[a-z]+)*:kms:([a-z\d-]+):\d{12}:key\/([A-Za-z\d-]+)$/.exec(arn) ?? [];
  if (region === undefined || id === undefined) throw new Error(`${arn} isn't the ARN of a KMS key`);
  return { arn, id, region };
}
