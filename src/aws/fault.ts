import { causeOf } from '../domain/fault/cause.ts';
import type { Fault } from '../domain/fault/fault.ts';
import { clipped } from '../domain/redaction/redacted.ts';
import { redactor } from '../domain/redaction/redactor.ts';
import { NoCredentials } from './credentials.ts';
import { brokeOff, nothingWasSent } from './network-error.ts';

/** Which call met the error. */
export interface FailedCall {
  /** In IAM's words: `ecs:UpdateService`. */
  readonly call: string;
  /** What the call was about, for a person: `service registry in mcp-gateway (us-east-1)`. */
  readonly what: string;
}

/**
 * Explicit throttles, of ECS and of AWS in general (@smithy/core, THROTTLING_ERROR_CODES).
 * LimitExceededException is left out: in ECS it is a quota of resources, which waiting doesn't help.
 */
const THROTTLES = new Set([
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'SlowDown',
]);

/** Names of ECS and STS for a missing permission. */
const DENIALS = new Set(['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation']);

const MISSING = new Set([
  'ClusterNotFoundException',
  'ServiceNotFoundException',
  'ServiceDeploymentNotFoundException',
  'RepositoryNotFoundException',
  // CloudWatch Logs: no such log group. Secrets Manager: no such secret.
  'ResourceNotFoundException',
  // IAM.
  'NoSuchEntityException',
  // KMS: no such key.
  'NotFoundException',
  // S3.
  'NoSuchBucket',
  'NoSuchKey',
]);

/** IAM's sentence: "… is not authorized to perform: ecs:UpdateService on resource: …". */
const DENIED_ACTION = /not authorized to perform:? ([a-z0-9-]+:[A-Za-z*]+)/;

/** AWS's sentences are untrusted text; more than this helps nobody. */
const MAX_DETAIL = 500;

/** What has the form of a secret is taken out before the text is cut, so that no half of one is left. */
const redact = redactor({ secrets: [] });

const detailOf = (error: unknown): string =>
  clipped(redact, error instanceof Error ? error.message || error.name : String(error), MAX_DETAIL);

/** What the SDK notes on errors of an answer that came back. */
const metadataOf = (error: unknown, key: 'httpStatusCode' | 'requestId'): unknown => {
  if (typeof error !== 'object' || error === null) return undefined;
  const metadata: unknown = Reflect.get(error, '$metadata');
  return typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, key) : undefined;
};

const statusOf = (error: unknown): number | undefined => {
  const status = metadataOf(error, 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
};

/** What the log needs to find the call again, here and at AWS. */
const traceOf = (error: unknown): Pick<Fault, 'cause' | 'requestId'> => {
  const requestId = metadataOf(error, 'requestId');
  return { cause: causeOf(error, redact), ...(typeof requestId === 'string' ? { requestId } : {}) };
};

const denied = (call: string, detail: string, assumed: string): Fault => ({
  kind: 'denied',
  call,
  action: DENIED_ACTION.exec(detail)?.[1] ?? assumed,
  detail,
});

/**
 * Without credentials nothing is sent, whatever went wrong on the way to them. A refused AssumeRole is a missing
 * permission; a throttled one a throttle. Anything else is `unreachable`, because the metadata services that give
 * credentials do fail for a moment and asking again helps; the sentence says what to look at when it doesn't.
 */
const withoutCredentials = (error: NoCredentials, call: string): Fault => {
  const name = error.cause instanceof Error ? error.cause.name : '';
  const detail = detailOf(error);
  if (DENIALS.has(name)) return denied(call, detail, 'sts:AssumeRole');
  if (THROTTLES.has(name)) return { kind: 'throttled', call, detail };
  const who = error.role === undefined ? 'this process' : `the role ${error.role}`;
  return {
    kind: 'unreachable',
    call,
    detail: `No AWS credentials for ${who}: ${detail} Give the process a task role or AWS_PROFILE.`,
  };
};

const kindOf = (error: unknown, { call, what }: FailedCall): Fault => {
  if (error instanceof NoCredentials) return withoutCredentials(error, call);
  const detail = detailOf(error);
  const name = error instanceof Error ? error.name : '';
  const status = statusOf(error);
  if (THROTTLES.has(name) || status === 429) return { kind: 'throttled', call, detail };
  if (DENIALS.has(name)) return denied(call, detail, call);
  if (MISSING.has(name)) return { kind: 'missing', call, what, detail };
  if (status === undefined && nothingWasSent(error)) return { kind: 'unreachable', call, detail };
  if (brokeOff(error) || status === undefined || status >= 500) return { kind: 'unanswered', call, detail };
  // The SDK gives its exceptions a `$fault`; without one it couldn't read the answer.
  const understood = typeof error === 'object' && error !== null && '$fault' in error;
  return understood && status >= 400
    ? { kind: 'invalid', call, detail }
    : { kind: 'malformed', call, detail };
};

/** The domain's fault for whatever the SDK threw. What isn't understood counts as `unanswered`: it may have happened. */
export const faultOf = (error: unknown, failed: FailedCall): Fault => ({
  ...kindOf(error, failed),
  ...traceOf(error instanceof NoCredentials ? error.cause : error),
});
