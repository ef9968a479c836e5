/**
 * Where ECS fetches a secret: Secrets Manager by its ARN, or the Parameter Store by ARN or, in the task's own region,
 * by name (ECS API, Secret.valueFrom). `pinned`: to one version, which a change of the secret doesn't touch.
 */
export type SecretSource =
  | {
      readonly kind: 'secret';
      /** The secret's own ARN, without the key and the version that may follow it. */
      readonly id: string;
      readonly region: string;
      readonly follows: 'its-changes' | 'pinned';
    }
  | {
      readonly kind: 'parameter';
      /** ARN or name. */
      readonly id: string;
      /** Absent where it is named without one: the task's own. */
      readonly region?: string;
    }
  /** An ARN of something else: nothing is known of it. */
  | { readonly kind: 'unknown'; readonly id: string };

/** How many parts of a secret's ARN belong to the secret; after them come JSON key, version stage and version id. */
const OF_THE_SECRET = 7;

/** Reads `valueFrom` (ECS developer guide, "Specifying sensitive data": ARN:json-key:version-stage:version-id). */
export function secretSource(valueFrom: string): SecretSource {
  if (!valueFrom.startsWith('arn:')) return { kind: 'parameter', id: valueFrom };
  const parts = valueFrom.split(':');
  const [service, region = ''] = parts.slice(2);
  if (service === 'ssm') return { kind: 'parameter', id: valueFrom, region };
  if (service !== 'secretsmanager') return { kind: 'unknown', id: valueFrom };
  const [, , versionId = ''] = parts.slice(OF_THE_SECRET);
  return {
    kind: 'secret',
    id: parts.slice(0, OF_THE_SECRET).join(':'),
    region,
    follows: versionId === '' ? 'its-changes' : 'pinned',
  };
}

/** How people know it: the name, without what Secrets Manager adds to it (`-AbCdEf`). */
export function sourceName(source: SecretSource): string {
  switch (source.kind) {
    case 'secret':
      return source.id
        .split(':')
        .slice(6)
        .join(':')
        .replace(/-\w{6}$/, '');
    case 'parameter':
      return source.id.replace(/^arn:.*?:parameter/, '');
    case 'unknown':
      return source.id;
  }
}
