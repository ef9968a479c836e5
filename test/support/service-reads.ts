import { ok } from '../../src/domain/result.ts';
import type { ServiceReads } from '../../src/handlers/parts.ts';
import { tails } from '../../src/handlers/tails.ts';
import { aSnapshot } from './values.ts';

const withoutNeeds = {
  family: 'mcp-gateway-v2-registry',
  revision: 7,
  status: 'ACTIVE',
  containers: [],
  platform: 'linux/amd64',
} as const;

/** Reads of steady services without a task or a line of log, but for what the test says. */
export const steadyReads = (more: Partial<ServiceReads> = {}): ServiceReads => ({
  clusters: { services: async (_, names) => ok(new Map(names.map((name) => [name, aSnapshot()]))) },
  tasks: { ofService: async () => ok({ live: [], stopped: [], complete: true }) },
  logs: { newest: async () => ok({ lines: [], dropped: 0, searchedTo: 'all' }) },
  targets: { ofGroup: async (_, arn) => ok({ kind: 'there', arn, targets: [] }) },
  revisions: { images: async () => ok(new Map()) },
  alarms: { read: async () => ok(new Map()) },
  alerts: 'none',
  scaling: { rangeOf: async () => ok('none') },
  images: { newest: async () => ok([]), find: async () => ok('absent') },
  taskDefinitions: { describe: async (_, arn) => ok({ ...withoutNeeds, arn }) },
  secrets: { look: async () => ok({ kind: 'absent', why: 'unknown' }) },
  tail: { follow: async () => ok('stopped') },
  tails: tails({ most: 1, usual: 60_000 }),
  ...more,
});
