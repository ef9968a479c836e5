import type { Policy } from '../domain/operation/step.ts';
import type { AccessPolicy } from '../domain/people/access.ts';
import type { Catalog } from '../domain/target/catalog.ts';
import type { Limits } from './limits.ts';
import type { Secret } from './secret.ts';

/** How much is logged, most severe first; pino's names. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

/** How Slack's requests reach the bot: posted to its address, or over a connection that the bot opens itself. */
export type SlackTransport =
  | { readonly kind: 'http'; readonly signingSecret: Secret }
  | { readonly kind: 'socket'; readonly appToken: Secret };

/** Where the newest place of the audit's chain is kept outside Redis; absent: nowhere. */
export interface AuditConfig {
  readonly headFile?: string;
}

/**
 * All that a process needs to know before it starts, valid and deeply frozen. Nothing else in the product reads
 * the environment, except the AWS SDK for its own variables.
 */
export interface Config {
  readonly slack: {
    /** The one workspace that is served. */
    readonly team: string;
    readonly botToken: Secret;
    /** Chosen by the secret that is set. */
    readonly transport: SlackTransport;
    /** Ends in `/api/`. */
    readonly apiUrl: string;
  };
  readonly redis: {
    /** `redis://` or `rediss://`; may hold a password. */
    readonly url: Secret;
    /** All keys in Redis start with `{keyspace}`. */
    readonly keyspace: string;
  };
  readonly http: {
    /** For Slack and SNS. 0: any free port. */
    readonly port: number;
    /** For readiness and metrics, on loopback. 0: any free port. */
    readonly adminPort: number;
  };
  readonly logLevel: LogLevel;
  readonly access: AccessPolicy;
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly limits: Limits;
  readonly audit: AuditConfig;
  /** Every value that must never be shown: of the variables that are known to be secret, and of those that the file names. */
  readonly secrets: readonly Secret[];
  /** Where ECS describes the task that this process is (ECS_CONTAINER_METADATA_URI_V4); absent: it isn't one. */
  readonly ecsMetadata?: string;
  /** A pinned PEM that SNS messages must be signed with, in place of the one they name; for tests. */
  readonly snsSigningCertificate?: string;
}

/** The part that the YAML gives. */
export interface FileConfig {
  readonly slack: Pick<Config['slack'], 'team'>;
  readonly redis: Pick<Config['redis'], 'keyspace'>;
  readonly access: AccessPolicy;
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly limits: Limits;
  readonly audit: AuditConfig;
  /** Further environment variables whose values are secret. */
  readonly secretVariables: readonly string[];
}

/** The part that the environment gives. */
export interface EnvironmentConfig extends Pick<Config, 'http' | 'logLevel' | 'ecsMetadata'> {
  readonly slack: Omit<Config['slack'], 'team'>;
  readonly redis: Omit<Config['redis'], 'keyspace'>;
}
