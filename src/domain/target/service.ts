import { z } from 'zod';

/** A word that people type: lower case, digits, hyphens. */
const word = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'use lower-case letters, digits and hyphens');

/** A stack's name: one system in one environment and one region, such as `prod-us-east-1`. */
export const StackName = word.brand<'StackName'>();
export type StackName = z.infer<typeof StackName>;

/** A service's short name inside its stack, such as `registry`. */
export const ServiceName = word.brand<'ServiceName'>();
export type ServiceName = z.infer<typeof ServiceName>;

/** An ECR repository: its images are `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG`. */
export const ImageRepository = z.object({
  /** 12 digits. */
  account: z.string().regex(/^\d{12}$/),
  region: z.string(),
  name: z.string(),
});
export type ImageRepository = z.infer<typeof ImageRepository>;

/**
 * A service resolved once, before a run is accepted. A run stores it whole; workers never look a name up again,
 * so a change of configuration can't redirect a run that has started.
 */
export const ResolvedService = z.object({
  platform: z.literal('ecs'),
  stack: StackName,
  service: ServiceName,
  environment: z.enum(['production', 'staging', 'development']),
  /** The AWS account, 12 digits. */
  account: z.string().regex(/^\d{12}$/),
  /** The role to assume in it; absent: the process's own identity. */
  role: z.string().startsWith('arn:').optional(),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
  cluster: z.string(),
  ecsService: z.string(),
  container: z.string(),
  logGroup: z.string(),
  /** Where its main container's images are; absent where the configuration doesn't say, and in runs of before. */
  repository: ImageRepository.optional(),
  /** The CloudWatch alarms that tell of its trouble; none in runs of before. */
  alarms: z.array(z.string()).readonly().default([]),
  /** Where it says over HTTP how it is; absent where the configuration doesn't say. */
  health: z
    .string()
    .regex(/^https?:\/\//i)
    .optional(),
  /** The Slack channel that hears of every change of its stack in production. */
  changesChannel: z.string().optional(),
});
export type ResolvedService = z.infer<typeof ResolvedService>;

/** How a person names it: `prod-us-east-1/registry`. */
export const targetName = (s: Pick<ResolvedService, 'stack' | 'service'>): string =>
  `${s.stack}/${s.service}`;

/** What a lock on the service is called: the thing in AWS, whatever it is called in the configuration. */
export const lockName = (s: Pick<ResolvedService, 'account' | 'region' | 'cluster' | 'ecsService'>): string =>
  `service/${s.account}/${s.region}/${s.cluster}/${s.ecsService}`;

/** Whether both are one thing in AWS, and reached by the same role: whatever either is called. */
export const isSameThing = (a: ResolvedService, b: ResolvedService): boolean =>
  lockName(a) === lockName(b) && a.role === b.role;
