import { parseArgs } from 'node:util';
import { typeable } from '../../domain/discovery/short-names.ts';
import type { EcsPlace } from '../../domain/ports/ecs-inventory.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { ResolvedService, ServiceName, StackName } from '../../domain/target/service.ts';

/** How the command is typed. */
export const DISCOVER_USAGE = `usage: wheelhouse discover --cluster NAME --region REGION [OPTIONS]

  --cluster NAME         an ECS cluster; more than one may be given
  --region REGION        where it is, such as us-east-1
  --profile NAME         a profile of your AWS configuration, in place of the identity that is set
  --role ARN             a role to assume there; it is written down as the stack's
  --environment WHAT     production (unless you say otherwise), staging or development
  --stack NAME           what people type for it; prod-us-east-1 or the like unless said otherwise
  --system NAME          what runs there; made of the cluster's name unless said otherwise
`;

/** What to look for, and what it is to be called. */
export interface DiscoverRequest {
  readonly clusters: readonly string[];
  readonly place: EcsPlace;
  readonly profile?: string;
  readonly environment: ResolvedService['environment'];
  /** Whether somebody said so. */
  readonly environmentIs: 'said' | 'assumed';
  readonly stack: string;
  readonly system: string;
}

const text = { type: 'string' } as const;
const OPTIONS = {
  cluster: { type: 'string', multiple: true },
  region: text,
  profile: text,
  role: text,
  environment: text,
  stack: text,
  system: text,
} as const;

const SHORT = { production: 'prod', staging: 'staging', development: 'dev' } as const;

/** What a cluster's name says about what runs there: `mcp-gateway-ecs-cluster` is of `mcp-gateway`. */
const systemOf = (cluster: string): string => typeable(cluster).replace(/(?<=.)(-ecs)?-cluster$/, '');

/** A cluster may be given by its ARN too: people copy what they see. */
const clusterName = (given: string): string => given.slice(given.lastIndexOf('/') + 1);

const { region: Region, environment: Environment } = ResolvedService.shape;

/** Reads the command's words, or says what is wrong with them. */
export function discoverRequest(args: readonly string[]): Result<DiscoverRequest, string> {
  let given: ReturnType<typeof read>;
  try {
    given = read(args);
  } catch (error) {
    return err(`${error instanceof Error ? error.message : String(error)}\n\n${DISCOVER_USAGE}`);
  }
  const clusters = [...new Set((given.cluster ?? []).map(clusterName))];
  const [first] = clusters;
  if (first === undefined) return err(`discover needs --cluster.\n\n${DISCOVER_USAGE}`);
  const odd = clusters.find((name) => !/^[\w-]{1,255}$/.test(name));
  if (odd !== undefined) return err('--cluster takes the name of an ECS cluster: letters, digits, - and _.');
  const region = Region.safeParse(given.region);
  if (!region.success) return err('discover needs --region, an AWS region such as us-east-1.');
  if (given.role !== undefined && !/^arn:aws(-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(given.role))
    return err('--role takes the ARN of an IAM role, such as arn:aws:iam::111122223333:role/wheelhouse.');
  const environment = Environment.safeParse(given.environment ?? 'production');
  if (!environment.success) return err('--environment takes production, staging or development.');
  const stack = StackName.safeParse(given.stack ?? `${SHORT[environment.data]}-${region.data}`);
  const system = ServiceName.safeParse(given.system ?? systemOf(first));
  if (!stack.success || !system.success) {
    return err(
      `--${stack.success ? 'system' : 'stack'} takes a name that people can type: lower-case letters, digits and hyphens.`,
    );
  }
  return ok({
    clusters,
    place: { region: region.data, ...(given.role === undefined ? {} : { role: given.role }) },
    ...(given.profile === undefined ? {} : { profile: given.profile }),
    environment: environment.data,
    environmentIs: given.environment === undefined ? 'assumed' : 'said',
    stack: stack.data,
    system: system.data,
  });
}

const read = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS }).values;
