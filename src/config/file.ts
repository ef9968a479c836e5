import { err, ok, type Result } from '../domain/result.ts';
import { accessOf } from './access.ts';
import { alarmFaults, type KnownRemedy } from './alarm-faults.ts';
import { alarmPolicyOf } from './alarms.ts';
import { approvalFaults } from './approval-faults.ts';
import { auditConfig } from './audit.ts';
import { catalogOf } from './catalog.ts';
import type { FileConfig } from './config.ts';
import { duplicateFaults } from './duplicates.ts';
import { type ConfigFault, pathName, shown, sorted } from './fault.ts';
import { type PlacedFault, shapeFaults } from './file-faults.ts';
import { FileShape, sectionError } from './file-shape.ts';
import { deepFreeze } from './frozen.ts';
import { gatesOf } from './gates.ts';
import { withDefaults } from './limits.ts';
import { modeFaults } from './mode.ts';
import { limitFaults, nameFaults, referenceFaults } from './names.ts';
import { outlineOf } from './outline.ts';
import { roleFaults } from './role-faults.ts';
import { ruleFaults } from './rule-faults.ts';
import { criticalAlarmFaults, windowFaults } from './window-faults.ts';
import { type Position, readYaml } from './yaml-source.ts';

function fileConfig(file: FileShape): FileConfig {
  const alarms = alarmPolicyOf(file);
  return {
    slack: { team: file.slack.team },
    redis: { keyspace: file.redis?.keyspace ?? 'wheelhouse' },
    access: accessOf(file),
    catalog: catalogOf(file),
    policy: {
      onAlarm: file.policy?.['on-alarm'] ?? 'offer',
      afterRollback: file.policy?.['after-rollback'] ?? 'lock',
    },
    gates: gatesOf(file),
    ...(file['break-glass'] ? { incidents: file['break-glass'].channel } : {}),
    audit: auditConfig(file.audit ?? {}),
    ...(file.signing
      ? { signing: { key: file.signing['kms-key'], alsoTrust: file.signing['also-trust'] ?? [] } }
      : {}),
    limits: withDefaults(file.limits ?? {}),
    ...(alarms ? { alarms } : {}),
    secretVariables: file.secrets?.environment ?? [],
  };
}

/**
 * Reads the YAML alone, as `check-config FILE` does. Gives the frozen configuration or every fault in the order of
 * the file; a text with syntax errors gives those alone, since what the rest means is a guess. `remedies`: those that there are;
 * without them what may begin by itself isn't checked.
 */
export function parseConfigFile(
  text: string,
  path: string,
  remedies?: readonly KnownRemedy[],
): Result<FileConfig, ConfigFault[]> {
  const source = readYaml(text);
  const placed = ({ path: at, message }: PlacedFault, { line, column }: Position): ConfigFault => ({
    where: 'file',
    file: shown(path),
    path: pathName(at),
    line,
    column,
    message,
  });
  const spelling = source.faults.map((fault) => placed(fault, fault));
  if (source.kind === 'broken') return err(sorted(spelling));
  if (source.value === null || source.value === undefined) {
    const message = 'the file is empty: start from wheelhouse.example.yaml';
    return err([placed({ path: [], message }, { line: 1, column: 1 })]);
  }

  const outline = outlineOf(source.value);
  const shape = FileShape.safeParse(source.value, { error: sectionError });
  const meaning = [
    ...shapeFaults(shape.error?.issues ?? []),
    ...nameFaults(outline),
    ...referenceFaults(outline),
    ...roleFaults(outline),
    ...ruleFaults(outline),
    ...approvalFaults(outline),
    ...windowFaults(outline),
    ...criticalAlarmFaults(outline),
    ...alarmFaults(outline, remedies),
    ...modeFaults(outline),
    ...duplicateFaults(outline),
    ...limitFaults(outline),
  ].map((fault) => placed(fault, source.at(fault.path)));
  const faults = sorted([...spelling, ...meaning]);
  return shape.success && faults.length === 0 ? ok(deepFreeze(fileConfig(shape.data))) : err(faults);
}
