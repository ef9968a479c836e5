import { ok } from '../../src/domain/result.ts';
import type { ServiceReads } from '../../src/handlers/parts.ts';
import { aSnapshot } from './values.ts';

/** Reads of steady services without a task or a line of log, but for what the test says. */
export const steadyReads = (more: Partial<ServiceReads> = {}): ServiceReads => ({
  clusters: { services: async (_, names) => ok(new Map(names.map((name) => [name, aSnapshot()]))) },
  tasks: { ofService: async () => ok({ live: [], stopped: [], complete: true }) },
  logs: { newest: async () => ok({ lines: [], dropped: 0, searchedTo: 'all' }) },
  targets: { ofGroup: async (_, arn) => ok({ kind: 'there', arn, targets: [] }) },
  revisions: { images: async () => ok(new Map()) },
  images: { newest: async () => ok([]) },
  ...more,
});
