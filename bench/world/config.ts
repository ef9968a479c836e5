import { stringify } from 'yaml';
import type { SandboxOptions } from '../../sandbox/sandbox.ts';

/** The workspace, channel and account of the bench. */
export const TEAM = 'T0BENCH01';
export const CHANNEL = 'C0BENCH01';
export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';
const STACK = 'bench';

/** How many people type; all of them may start operations. */
const PEOPLE = 100;

/** The people's Slack ids. */
export const people: readonly string[] = Array.from(
  { length: PEOPLE },
  (_, n) => `U0BENCH${String(n).padStart(3, '0')}`,
);

/** The workspace as the sandbox takes it: everybody, and one channel that the bot is in. */
export const workspace: Pick<SandboxOptions, 'team' | 'users' | 'channels'> = {
  team: TEAM,
  users: people.map((id) => ({ id, name: id.toLowerCase() })),
  channels: [{ id: CHANNEL, name: 'bench', botIsMember: true }],
};

/** The words people type for a service. */
export const serviceName = (n: number): string => `svc-${String(n).padStart(4, '0')}`;

/** How large the configured system is. */
export interface Size {
  readonly services: number;
  readonly clusters: number;
}

/**
 * A configuration with one stack of so many services, spread evenly over the clusters. Every limit is the default, but for
 * those that are given as the file writes them.
 */
export function benchConfig(
  { services, clusters }: Size,
  keyspace: string,
  limits: Readonly<Record<string, string>> = {},
): string {
  const entries = Array.from({ length: services }, (_, n): [string, object] => {
    const name = serviceName(n);
    return [
      name,
      {
        cluster: `bench-${String(n % clusters).padStart(2, '0')}`,
        service: `bench-${name}`,
        container: 'main',
        'log-group': `/ecs/${name}`,
      },
    ];
  });
  return stringify({
    version: 1,
    slack: { team: TEAM },
    access: { 'may-start': people },
    redis: { keyspace },
    limits,
    channels: { [CHANNEL]: { stack: STACK } },
    systems: { bench: { services: Object.fromEntries(entries) } },
    stacks: {
      [STACK]: {
        system: 'bench',
        environment: 'production',
        platform: 'ecs',
        account: ACCOUNT,
        region: REGION,
      },
    },
  });
}
