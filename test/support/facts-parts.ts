import type { Remediation } from '../../src/domain/alarm/remediation.ts';
import { redactor } from '../../src/domain/redaction/redactor.ts';
import { ok } from '../../src/domain/result.ts';
import type { FactsParts } from '../../src/jobs/alarms/facts/facts-parts.ts';
import { NIGHT } from './alarms.ts';
import { aSnapshot, registry, silent } from './values.ts';

/** What facts are gathered from: a steady service whose alarm rings and of which nothing is remembered, but for what the test says. */
export const steadyFacts = (
  remedies: readonly Remediation[],
  more: Partial<FactsParts> = {},
): FactsParts => ({
  ecs: { describe: async () => ok(aSnapshot()) },
  tasks: { ofService: async () => ok({ live: [], stopped: [], complete: true }) },
  logs: { newest: async () => ok({ lines: [], dropped: 0, searchedTo: 'all' }) },
  targets: { ofGroup: async (_, arn) => ok({ kind: 'there', arn, targets: [] }) },
  alarms: {
    read: async (_, names) =>
      ok(new Map(names.map((name) => [name, { name, state: 'ALARM', since: NIGHT, reason: '' }]))),
  },
  alerts: 'none',
  scaling: { rangeOf: async () => ok({ min: 2, max: 4, suspended: [] }) },
  history: { of: async () => [] },
  runs: { byNumber: async () => undefined },
  records: { records: async () => new Map() },
  remedies,
  catalog: { services: [registry] },
  redactor: redactor({ secrets: [] }),
  clock: { now: () => NIGHT + 60_000 },
  log: silent,
  onFailure: () => undefined,
  ...more,
});
