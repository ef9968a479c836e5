import { askableSource } from '../../../domain/alarm/ask-source.ts';
import type { Facts } from '../../../domain/alarm/facts.ts';
import type { IncidentAlarm } from '../../../domain/alarm/incident.ts';
import { fitting, proposalsOf } from '../../../domain/alarm/propose.ts';
import type { Situation } from '../../../domain/alarm/remediation.ts';
import { LENGTHS } from '../../../domain/alarm/report.ts';
import { type EpochMs, seconds } from '../../../domain/clock.ts';
import { explain } from '../../../domain/explain/explain.ts';
import { ok } from '../../../domain/result.ts';
import { isOwn } from '../../../domain/target/catalog.ts';
import { explained, type Why } from '../../rollout/why.ts';
import { confirm } from './confirm.ts';
import type { FactsParts } from './facts-parts.ts';
import { findService } from './find-service.ts';
import { partReader } from './part-reader.ts';
import { readService, type ServiceSeen } from './read-service.ts';
import { situationOf } from './situation-of.ts';
import type { Subject } from './subject.ts';

/** What was gathered of an alarm. */
export interface Gathered {
  readonly facts: Facts;
  /** How CloudWatch or Alertmanager itself says that the alarm is; absent where it couldn't be asked. */
  readonly confirmed?: NonNullable<IncidentAlarm['confirmed']>;
  /** What remedies were asked about; absent where no service is known. */
  readonly situation?: Situation;
}

const PATIENCE = { part: seconds(3), service: seconds(2) };

/** So many error lines are told. */
const LINES = 5;

/**
 * Finds out what a person wants to know of an alarm, within 5 s: how its service does and why, its last errors, who
 * deployed it lately, and what may help. Whatever can't be read is named in `unknown`; nothing throws. A remedy that
 * changes something is proposed only where whoever watches the alarm says itself that it rings, and never for a service
 * that Wheelhouse runs as.
 */
export async function gatherFacts(parts: FactsParts, subject: Subject): Promise<Gathered> {
  const { alarm } = subject;
  const now = parts.clock.now();
  const { part, service: finding } = parts.patience ?? PATIENCE;
  const reader = partReader(parts, { alarm: alarm.fingerprint });
  const source = askableSource(parts, subject);
  const confirming = source
    ? reader.read(`the state in ${source.name}`, part, () => confirm(parts, source, alarm))
    : undefined;
  const counting = reader.read('how remedies did before', part, async () =>
    ok(await parts.records.records(alarm.fingerprint)),
  );
  const service =
    alarm.service ?? (await reader.read('which service it is', finding, () => findService(parts, subject)));
  const [confirmed, records, seen] = await Promise.all([
    confirming,
    counting,
    service && readService(parts, reader, { service, alarm, at: now, patience: part }),
  ]);
  const why = seen && whyOf(seen, now);
  const situation = service && seen && situationOf({ alarm, service, now }, seen, why?.explanation);
  const mayRun = confirmed?.state === 'ALARM' && service !== undefined && !isOwn(parts.catalog, service);
  const fits = situation
    ? fitting(parts.remedies, situation).filter(({ fit }) => mayRun || fit.act.kind === 'read')
    : [];
  const { running, desired, deployed } = situation ?? {};
  const { redactor } = parts;
  return {
    facts: {
      ...(service && !alarm.service ? { service } : {}),
      ...(running === undefined ? {} : { running }),
      ...(desired === undefined ? {} : { desired }),
      ...(why ? { explained: cut(redactor.text(why.said)) } : {}),
      ...(seen?.errors ? { lines: linesOf(seen.errors, redactor) } : {}),
      ...(deployed ? { deployed: [...deployed] } : {}),
      proposals: [...proposalsOf(fits, records ?? new Map())],
      unknown: [...reader.unknown()],
    },
    ...(confirmed ? { confirmed } : {}),
    ...(situation ? { situation } : {}),
  };
}

/** Why tasks fail, from whatever could be read. */
function whyOf(
  { snapshot, tasks, errors = [], groups = [] }: ServiceSeen,
  at: EpochMs,
): Extract<Why, { kind: 'explained' }> | undefined {
  if (!snapshot) return undefined;
  const { stopped = [], live = [] } = tasks ?? {};
  return explained(explain({ at, snapshot, stopped, log: errors, targets: groups, live }));
}

/** The newest errors, oldest first; redacted before anything is cut. */
const linesOf = (
  newestFirst: NonNullable<ServiceSeen['errors']>,
  redactor: FactsParts['redactor'],
): string[] =>
  newestFirst
    .slice(0, LINES)
    .map(({ text }) => cut(redactor.text(text).trimEnd()))
    .reverse();

const cut = (text: string): string =>
  text.length > LENGTHS.short ? `${text.slice(0, LENGTHS.short - 1)}…` : text;
