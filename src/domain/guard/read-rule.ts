import { z } from 'zod';
import type { ApprovalRule } from '../approval/approval-rule.ts';
import { AskedAt } from '../approval/asked-at.ts';
import { Change } from '../approval/change.ts';
import { Permission } from './permission.ts';
import type { Rule } from './policy.ts';

const Places = z.object({
  kind: z.literal('places'),
  environments: z.array(z.enum(['production', 'staging', 'development'])),
  stacks: z.array(z.string()),
});

const where = z.discriminatedUnion('kind', [z.object({ kind: z.literal('everywhere') }), Places]);

const KeptRule = z.object({
  role: z.string(),
  may: z.union([z.literal('everything'), z.array(Permission)]),
  where,
});

const KeptApprovalRule = z.object({
  changes: z.union([z.literal('all'), z.array(Change)]),
  where,
  from: z.array(z.string()),
  people: z.number(),
  at: AskedAt.default('start'),
});

/** A rule as JSON has kept it; undefined for what isn't one, or is one of another build. */
export const readRule = (value: unknown): Rule | undefined => KeptRule.safeParse(value).data;

/** The same of a rule about approvals. */
export const readApprovalRule = (value: unknown): ApprovalRule | undefined =>
  KeptApprovalRule.safeParse(value).data;
