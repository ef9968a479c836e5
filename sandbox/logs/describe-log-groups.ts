import { z } from 'zod';
import { EcsError } from '../ecs/api/errors.ts';
import { type Answer, cut } from '../ecs/api/operation.ts';

/** CloudWatch Logs API, DescribeLogGroups. */
const Input = z.object({
  logGroupNamePrefix: z
    .string()
    .regex(/^[.\-_/#A-Za-z0-9]{1,512}$/)
    .optional(),
  limit: z.int().min(1).max(50).default(50),
  nextToken: z.string().optional(),
});

/** DescribeLogGroups: those whose names begin so, sorted by name, 50 on a page at most. */
export function describeLogGroups(
  raw: unknown,
  {
    account,
    region,
    groups,
  }: { readonly account: string; readonly region: string; readonly groups: readonly string[] },
): Answer {
  const input = Input.safeParse(raw);
  if (!input.success) throw new EcsError('InvalidParameterException', z.prettifyError(input.error));
  const { logGroupNamePrefix = '', limit, nextToken } = input.data;
  const named = groups.filter((name) => name.startsWith(logGroupNamePrefix));
  const { items, ...more } = cut(named, { maxResults: limit, nextToken });
  return {
    logGroups: items.map((name) => ({
      logGroupName: name,
      arn: `arn:aws:logs:${region}:${account}:log-group:${name}:*`,
      logGroupArn: `arn:aws:logs:${region}:${account}:log-group:${name}`,
      storedBytes: 0,
    })),
    ...more,
  };
}
