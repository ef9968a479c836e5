import type { OperationSpec } from '../operation/operation.ts';
import { type Catalog, servicesThatAre } from '../target/catalog.ts';
import { lockName, type ResolvedService } from '../target/service.ts';
import type { Proposal } from './facts.ts';
import type { Incident, IncidentAlarm } from './incident.ts';

/** A remedy of those that fit an incident as it is known, and what it would do. */
export type OfferedRemedy =
  | { readonly kind: 'read'; readonly proposal: Proposal; readonly words: string }
  | {
      readonly kind: 'run';
      readonly proposal: Proposal;
      /** The alarm that it is for. */
      readonly alarm: IncidentAlarm;
      readonly spec: OperationSpec;
      readonly input: Readonly<Record<string, unknown>>;
      /** As the configuration has it now. */
      readonly service: ResolvedService;
    };

/**
 * The remedy of that name, if it is among those that were found to fit. Undefined also where it can't be begun any more:
 * its operation takes something else by now, or the configuration has forgotten the service.
 */
export function offeredRemedy(
  { facts: found, alarms }: Incident,
  name: string,
  { operations, catalog }: { readonly operations: readonly OperationSpec[]; readonly catalog: Catalog },
): OfferedRemedy | undefined {
  const proposal = found?.facts.proposals.find(({ remedy }) => remedy === name);
  if (!found || !proposal?.act) return undefined;
  const { act } = proposal;
  if (act.kind === 'read') return { kind: 'read', proposal, words: act.words };
  const alarm = alarms.find(({ fingerprint }) => fingerprint === found.of);
  const stored = found.facts.service ?? alarm?.service;
  const service =
    stored && servicesThatAre(catalog, lockName(stored)).find(({ role }) => role === stored.role);
  const spec = operations.find((one) => one.name === act.operation);
  const input = spec?.input.safeParse(act.input);
  return alarm && service && spec && input?.success
    ? { kind: 'run', proposal, alarm, spec, input: input.data, service }
    : undefined;
}
