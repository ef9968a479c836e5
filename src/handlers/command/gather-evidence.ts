import { minutes } from '../../domain/clock.ts';
import { type Evidence, type Explanation, explain } from '../../domain/explain/explain.ts';
import type { Fault } from '../../domain/fault/fault.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { looksLikeError } from '../../domain/logs/noise.ts';
import type { ImageCandidate } from '../../domain/rollback/candidates.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import type { HandlerParts, ServiceReads } from '../parts.ts';
import { gatherStale } from './gather-stale.ts';
import { imageBefore } from './image-before.ts';
import { readTargets } from './read-targets.ts';

/** Why a service is as it is, and what couldn't be looked at. */
export type Explained =
  | {
      readonly kind: 'explained';
      readonly explanation: Explanation;
      readonly running: Pick<Evidence['snapshot'], 'running' | 'desired'>;
      /** The image that a rollback brings back; present where that is the safe next step. */
      readonly before?: ImageCandidate;
      /** A sentence for each read that failed: what it may have told is missing. */
      readonly unread: readonly string[];
    }
  /** The service itself couldn't be read. */
  | { readonly kind: 'unread'; readonly fault: Fault };

/** What is asked for evidence. */
interface EvidenceParts extends Pick<HandlerParts, 'ecs' | 'clock' | 'history'> {
  readonly reads: Pick<ServiceReads, 'tasks' | 'logs' | 'targets' | 'taskDefinitions' | 'secrets'>;
}

/** Errors of so long a time are looked at: tasks that loop write theirs again and again. */
const LOOKED_BACK = minutes(30);
const MOST_LINES = 50;

/**
 * Reads service, tasks, targets and log at once, then the dates of its secrets, and explains what they show. What can't be
 * read is said, never guessed.
 */
export async function gatherEvidence(
  { ecs, reads, clock, history }: EvidenceParts,
  target: ResolvedService,
): Promise<Explained> {
  const at = clock.now();
  // Which targets there are only the service says.
  const described = ecs.describe(target);
  const [snapshot, tasks, log, targets] = await Promise.all([
    described,
    reads.tasks.ofService(target),
    reads.logs.newest(target, {
      from: at - LOOKED_BACK,
      to: at,
      wanted: ({ text }) => looksLikeError(text),
      most: MOST_LINES,
    }),
    readTargets({ targets: reads.targets, target, described }),
  ]);
  if (!snapshot.ok) return { kind: 'unread', fault: snapshot.fault };
  const live = tasks.ok ? tasks.value.live : [];
  const stale = await gatherStale(reads, target, snapshot.value.taskDefinition, live);
  const explanation = explain({
    at,
    snapshot: snapshot.value,
    stopped: tasks.ok ? tasks.value.stopped : [],
    log: log.ok ? log.value.lines : [],
    stale: stale.stale,
    targets: targets.groups,
    live,
  });
  const before = await imageBefore(history, { target, explanation, snapshot: snapshot.value, live, at });
  const unread = [
    ...(tasks.ok ? [] : [`Stopped tasks can't be read: ${ruleFor(tasks.fault).sentence}`]),
    ...targets.unread,
    ...(log.ok ? [] : [`The log can't be read: ${ruleFor(log.fault).sentence}`]),
    ...stale.unread.map((why) => `Its secrets weren't all looked at: ${why}`),
    ...(before === 'unknown' ? ["What ran before is unknown: my store can't be read."] : []),
  ];
  const known = before === 'unknown' || before === undefined ? {} : { before };
  return { kind: 'explained', explanation, running: snapshot.value, ...known, unread };
}
