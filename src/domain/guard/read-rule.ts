import { z } from 'zod';
import { Permission } from './permission.ts';
import type { Rule } from './policy.ts';

const Places = z.object({
  kind: z.literal('places'),
  environments: z.array(z.enum(['production', 'staging', 'development'])),
  stacks: z.array(z.string()),
});

const KeptRule = z.object({
  role: z.string(),
  may: z.union([z.literal('everything'), z.array(Permission)]),
  where: z.discriminatedUnion('kind', [z.object({ kind: z.literal('everywhere') }), Places]),
});

/** A rule as JSON has kept it; undefined for what isn't one, or is one of another build. */
export const readRule = (value: unknown): Rule | undefined => KeptRule.safeParse(value).data;
