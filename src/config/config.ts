import type { AlarmPolicy } from '../domain/alarm/alarm-policy.ts';
import type { Policy } from '../domain/operation/step.ts';
import type { AccessPolicy } from '../domain/people/access.ts';
import type { Catalog } from '../domain/target/catalog.ts';
import type { Gates } from '../domain/window/shut-gates.ts';
import type { Limits } from './limits.ts';
import type { Secret } from './secret.ts';

/** How much is logged, most severe first; pino's names. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof logLevels)[number];

/** How Slack's requests reach the bot: posted to its address, or over a connection that the bot opens itself. */
export type SlackTransport =
  | { readonly kind: 'http'; readonly signingSecret: Secret }
  | { readonly kind: 'socket'; readonly appToken: Secret };

/** S3 with Object Lock: objects that nobody can take away before their time. */
export interface HeadBucket {
  readonly bucket: string;
  /** Ends in `/`, or is empty. */
  readonly prefix: string;
  readonly region: string;
  /** `governance`: whoever has s3:BypassGovernanceRetention may still delete; `compliance`: nobody may. */
  readonly mode: 'governance' | 'compliance';
  readonly retainDays: number;
}

/** What keeps the audit honest. */
export interface AuditConfig {
  /** Where the newest place of the chain is kept outside Redis; absent: nowhere. */
  readonly headFile?: string;
  readonly headBucket?: HeadBucket;
  /** Where a change of the policy is announced; absent: in the changes channels of production. */
  readonly channel?: string;
}

/** Keys of KMS, by their ARNs. */
export interface KmsKeys {
  /** Which signs. */
  readonly key: string;
  /** Whose signatures count besides, while a key is replaced. */
  readonly alsoTrust: readonly string[];
}

/**
 * What requests and decisions are signed with, and whose signatures are believed. Keys are PEMs of Ed25519; without the
 * private one a process verifies only.
 */
export type SigningConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'local'; readonly privateKey?: Secret; readonly publicKeys: readonly string[] }
  | ({ readonly kind: 'kms' } & KmsKeys);

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
  /** Where PagerDuty takes events (Events API v2): in the US unless told. */
  readonly pagerDutyUrl: string;
  readonly access: AccessPolicy;
  /** The channel that hears of every broken glass; absent: the changes channel of the stack does. */
  readonly incidents?: string;
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly gates: Gates;
  readonly limits: Limits;
  /** Absent: no alarms are taken. */
  readonly alarms?: AlarmPolicy;
  /** What the variables hold that `alarms` names, by their names, as far as they are set. */
  readonly alarmSecrets: ReadonlyMap<string, Secret>;
  readonly audit: AuditConfig;
  readonly signing: SigningConfig;
  /** Every value that must never be shown: of the variables that are known to be secret, and of those that the file names. */
  readonly secrets: readonly Secret[];
  /** Where ECS describes the task that this process is (ECS_CONTAINER_METADATA_URI_V4); absent: it isn't one. */
  readonly ecsMetadata?: string;
  /** A pinned PEM that SNS messages must be signed with, in place of the one they name; for tests. */
  readonly snsSigningCertificate?: string;
  /** What Alertmanager proves itself with; absent: it sends nothing here. */
  readonly alertmanagerToken?: Secret;
}

/** The part that the YAML gives. */
export interface FileConfig {
  /** The channel that hears of every broken glass; absent: the changes channel of the stack does. */
  readonly incidents?: string;
  readonly slack: Pick<Config['slack'], 'team'>;
  readonly redis: Pick<Config['redis'], 'keyspace'>;
  readonly access: AccessPolicy;
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly gates: Gates;
  readonly limits: Limits;
  /** Absent: no alarms are taken. */
  readonly alarms?: AlarmPolicy;
  readonly audit: AuditConfig;
  /** Keys of KMS; absent: the environment says what signs. */
  readonly signing?: KmsKeys;
  /** Further environment variables whose values are secret. */
  readonly secretVariables: readonly string[];
}

/** The part that the environment gives. */
export interface EnvironmentConfig
  extends Pick<Config, 'http' | 'logLevel' | 'pagerDutyUrl' | 'ecsMetadata' | 'alertmanagerToken'> {
  readonly slack: Omit<Config['slack'], 'team'>;
  readonly redis: Omit<Config['redis'], 'keyspace'>;
}
