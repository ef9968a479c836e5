import { z } from 'zod';
import type { AskedAt } from '../domain/approval/asked-at.ts';
import { AlarmsSection } from './alarm-shape.ts';
import { LimitsSection } from './limits.ts';
import { account, alarmName, allOr, channelId, choice, text } from './shape-values.ts';

// ECS: names of clusters, services and containers are up to 255 letters, digits, hyphens and underscores
// (API reference, CreateCluster, CreateService, ContainerDefinition).
const ecsName = /^[\w-]{1,255}$/;

/** AWS documentation, ECR API, CreateRepository: 2 to 256 characters. */
const repositoryName = /^(?=.{2,256}$)[a-z\d]+(?:[._-]+[a-z\d]+)*(?:\/[a-z\d]+(?:[._-]+[a-z\d]+)*)*$/;

const region = text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region, such as us-east-1');

const Service = z.strictObject({
  cluster: text(ecsName, 'the name of the ECS cluster, not its ARN'),
  service: text(ecsName, 'the name of the ECS service, not its ARN'),
  container: text(ecsName, 'the name of the main container in the task definition'),
  // CloudWatch Logs API reference, CreateLogGroup.
  'log-group': text(/^[\w./#-]{1,512}$/, 'the name of the CloudWatch log group, such as /ecs/my-service'),
  // Where deploy finds its images; in the stack's account and region unless told.
  image: z
    .strictObject({
      repository: text(repositoryName, 'the name of the ECR repository, not its URI'),
      account: account.optional(),
      region: region.optional(),
    })
    .optional(),
  // The CloudWatch alarms that tell of its trouble, in each stack's account and region.
  alarms: z.array(alarmName).optional(),
});

const HEALTH_HINT = 'write an address that begins with https:// or http://, without a name or password in it';

/** An endpoint may well be a private one: what counts is that it is HTTP, and holds no secret. */
const healthUrl = z
  .string({ error: `isn't valid: ${HEALTH_HINT}` })
  .refine((written) => isPlainUrl(written), { error: `isn't valid: ${HEALTH_HINT}` });

function isPlainUrl(written: string): boolean {
  if (!/^https?:\/\//i.test(written) || !URL.canParse(written)) return false;
  const { username, password } = new URL(written);
  return username === '' && password === '';
}

const RETAIN_HINT = 'write for how many days a head stays locked, such as 400, without quotes';
const HeadBucket = z.strictObject({
  // S3 user guide, "General purpose bucket naming rules".
  bucket: text(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/, 'the name of the S3 bucket, not its ARN'),
  prefix: text(
    /^[\w.-]+(\/[\w.-]+)*\/?$/,
    'a path in the bucket without a / before it, such as audit/',
  ).optional(),
  region,
  mode: choice(['governance', 'compliance']),
  'retain-days': z.int(RETAIN_HINT).min(1, RETAIN_HINT).max(36_500, RETAIN_HINT),
});

const Stack = z.strictObject({
  system: text(/./, 'the name of one of the systems above'),
  environment: choice(['production', 'staging', 'development']),
  platform: choice(['ecs'], ' (nothing else is built yet)'),
  account,
  role: text(
    /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    'the ARN of an IAM role, such as arn:aws:iam::111122223333:role/wheelhouse',
  ).optional(),
  region,
  // Besides those of its system.
  'critical-alarms': z.array(alarmName).optional(),
  'changes-channel': channelId.optional(),
  // By service: where it says over HTTP how it is.
  health: z.record(z.string(), healthUrl).nullish(),
});

const OwnService = z.strictObject({
  account,
  region,
  cluster: text(ecsName, 'the name of the ECS cluster, not its ARN'),
  service: text(ecsName, 'the name of the ECS service, not its ARN'),
});

const person = text(
  /^[UW][A-Z0-9]+$/,
  "a person's Slack id, such as U0OPERATOR (their profile, Copy member ID)",
);

const Role = z.strictObject({
  groups: z
    .array(
      text(/^S[A-Z0-9]+$/, "a user group's Slack id, such as S0ONCALL (the group's menu, Copy group ID)"),
    )
    .nullish(),
  users: z.array(person).nullish(),
});

const Rule = z.strictObject({
  role: text(/./, 'the name of one of the roles'),
  may: allOr('[restart, cancel]'),
  in: allOr('[staging]'),
});

/** Changes, somewhere. What they are called is checked apart. */
const Changes = {
  for: allOr('[deploy, scale-in]'),
  in: allOr('[production]'),
};

const Approval = z.strictObject({
  ...Changes,
  // The roles whose people may approve; approver unless told.
  from: z
    .array(text(/./, 'the name of one of the roles'))
    .min(1, { error: 'names no role: write at least one, or leave it out for approver' })
    .optional(),
  people: z.literal([1, 2, 3], { error: "isn't valid: write 1, 2 or 3" }).optional(),
  // Before the first effect unless told, or while ECS holds the deployment at a PAUSE hook.
  at: choice(['start', 'hook'] as const satisfies readonly AskedAt[]).optional(),
});

const kmsKey = text(
  /^arn:aws(-[a-z]+)*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
  "a KMS key's ARN, such as arn:aws:kms:us-east-1:111122223333:key/1234abcd-…; not an alias, which may become another key",
);

/** What stands in it, such as its times, is checked apart. */
const Window = z.strictObject({
  name: text(/./, 'a name to call it by, such as weekend'),
  stops: z
    .array(z.string())
    .min(1, 'is empty: write what it stops, such as [deploy], or take it out')
    .optional(),
  in: allOr('[production]'),
  from: text(/./, 'when it begins, such as Fri 16:00, or for every day "22:00"'),
  to: text(/./, 'when it ends, such as Mon 08:00, or for every day "06:00"'),
  days: z.array(z.string()).min(1, 'is empty: write days, such as [Mon, Tue], or take it out').nullish(),
  zone: text(/./, 'its time zone, such as Europe/Berlin, or UTC'),
  reason: text(/^.{1,200}$/, 'why, in 200 characters at most: it is shown in every refusal'),
});

/** A map from names to one kind of thing, with at least one in it. */
const named = <T extends z.ZodType>(kind: string, thing: T) =>
  z
    .record(z.string(), thing)
    .refine((all) => Object.keys(all).length > 0, `is empty: write at least one ${kind}`);

/** The YAML's shape, version 1: what each key holds. Names and references between parts are checked apart. */
export const FileShape = z.strictObject({
  version: z.literal(1, {
    error: ({ input }) =>
      input === undefined
        ? 'is missing: write version: 1'
        : 'is not a version that this Wheelhouse reads: write version: 1',
  }),
  slack: z.strictObject({
    team: text(
      /^T[A-Z0-9]+$/,
      "the workspace's id, such as T0WHEEL01 (in the address of Slack in a browser)",
    ),
  }),
  mode: choice(['read-only', 'operate']).optional(),
  access: z
    .strictObject({
      'may-start': z.array(person).nullish(),
    })
    .nullish(),
  roles: z.record(z.string(), Role).nullish(),
  people: z.array(z.array(person)).nullish(),
  rules: z.array(Rule).nullish(),
  approvals: z.array(Approval).nullish(),
  // What is done alone, and looked at by somebody else the next day.
  reviews: z.array(z.strictObject(Changes)).nullish(),
  // Who hears at once that somebody went on without an approval, besides those who could have given one.
  'break-glass': z.strictObject({ channel: channelId }).nullish(),
  redis: z
    .strictObject({
      keyspace: text(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens, such as wheelhouse').optional(),
    })
    .nullish(),
  channels: z
    .record(z.string(), z.strictObject({ stack: text(/./, 'the name of one of the stacks') }))
    .nullish(),
  systems: named(
    'system',
    z.strictObject({
      services: named('service', Service),
      // In each stack's account and region: while one rings nothing new comes to the stack.
      'critical-alarms': z.array(alarmName).optional(),
    }),
  ),
  stacks: named('stack', Stack),
  secrets: z
    .strictObject({
      // The names that shells take (POSIX, Base Definitions, 8.1).
      environment: z
        .array(text(/^[A-Za-z_]\w*$/, 'the name of an environment variable, such as KEYCLOAK_ADMIN_PASSWORD'))
        .nullish(),
    })
    .nullish(),
  policy: z
    .strictObject({
      'on-alarm': choice(['offer', 'roll-back']).optional(),
      'after-rollback': choice(['lock', 'nothing']).optional(),
      'on-critical-alarm': choice(['freeze-deploys', 'nothing']).optional(),
    })
    .nullish(),
  windows: z.array(Window).nullish(),
  alarms: AlarmsSection.nullish(),
  own: z.array(OwnService).nullish(),
  audit: z
    .strictObject({
      'head-file': text(
        /^\/.*[^/]$/,
        'the whole path of a file that the worker may write, such as /var/lib/wheelhouse/audit-head.json',
      ).optional(),
      'head-s3': HeadBucket.optional(),
      channel: channelId.optional(),
    })
    .nullish(),
  signing: z.strictObject({ 'kms-key': kmsKey, 'also-trust': z.array(kmsKey).nullish() }).nullish(),
  limits: LimitsSection.nullish(),
});
export type FileShape = z.infer<typeof FileShape>;

const sectionWords = (input: unknown, holds: string): string =>
  input === undefined || input === null
    ? `is missing: write ${holds} here`
    : `isn't valid: write ${holds} here`;

/** Words for what the shape itself has no words for: a section that is absent or of another type. */
export const sectionError: z.core.$ZodErrorMap = ({ code, expected, input }) => {
  if (code !== 'invalid_type') return undefined;
  if (expected === 'array') return sectionWords(input, 'a list, such as [ONE, TWO],');
  return sectionWords(input, 'keys and values, indented,');
};

/** The keys that the shape knows at a place: what a misspelled one may have meant. */
export function knownKeys(path: readonly PropertyKey[], schema: z.core.$ZodType = FileShape): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return knownKeys(path, schema.unwrap());
  const [key, ...rest] = path;
  if (schema instanceof z.ZodRecord) return knownKeys(rest, schema.valueType);
  if (schema instanceof z.ZodArray) return knownKeys(rest, schema.element);
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  if (key === undefined) return Object.keys(shape);
  const inner = shape[String(key)];
  return inner ? knownKeys(rest, inner) : [];
}
