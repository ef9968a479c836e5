import { setTimeout as pause } from 'node:timers/promises';
import { type DurationMs, seconds } from '../../domain/clock.ts';
import { type ChangedSource, type StaleSecret, staleSecrets } from '../../domain/explain/stale-secret.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import type { ResolvedService } from '../../domain/target/service.ts';
import { type Need, needsOf } from '../../domain/task-definition/needs.ts';
import { sourceName } from '../../domain/task-definition/secret-source.ts';
import type { LiveTask } from '../../domain/tasks/service-tasks.ts';
import type { ServiceReads } from '../parts.ts';

/** What was found, and a sentence for each reason why something couldn't be looked at. */
export interface StaleFound {
  readonly stale: readonly StaleSecret[];
  readonly unread: readonly string[];
}

/** So many are looked at: each is a call. */
const MOST = 20;
/** A person waits for the explanation, which is worth more than this. */
const PATIENCE: DurationMs = seconds(5);

const TOO_LATE: StaleFound = { stale: [], unread: ['AWS took longer than 5 s.'] };

/**
 * Which secrets and parameters of a revision were changed after its running tasks had read them. One that isn't there
 * is left out: tasks that can't start for it say so themselves. Where no task runs nothing is asked.
 */
export async function gatherStale(
  reads: Pick<ServiceReads, 'taskDefinitions' | 'secrets'>,
  target: ResolvedService,
  taskDefinition: string,
  tasks: readonly LiveTask[],
): Promise<StaleFound> {
  if (!tasks.some(({ status }) => status === 'RUNNING')) return { stale: [], unread: [] };
  const gaveUp = new AbortController();
  const late = pause(PATIENCE, TOO_LATE, { signal: gaveUp.signal, ref: false }).catch(() => TOO_LATE);
  return Promise.race([read(reads, target, taskDefinition, tasks), late]).finally(() => gaveUp.abort());
}

async function read(
  { taskDefinitions, secrets }: Pick<ServiceReads, 'taskDefinitions' | 'secrets'>,
  target: ResolvedService,
  taskDefinition: string,
  tasks: readonly LiveTask[],
): Promise<StaleFound> {
  const described = await taskDefinitions.describe(target, taskDefinition);
  if (!described.ok) return { stale: [], unread: [ruleFor(described.fault).sentence] };
  const followed = needsOf(described.value).filter(isFollowed);
  const seen = await Promise.all(
    followed.slice(0, MOST).map(async (need) => ({ need, read: await secrets.look(target, need.source) })),
  );
  const changed = seen.flatMap(({ need, read }): ChangedSource[] => {
    if (!read.ok || read.value.kind === 'absent') return [];
    const { source, names } = need;
    return [{ kind: source.kind, name: sourceName(source), names, changedAt: read.value.lastChanged }];
  });
  const why = seen.flatMap(({ read }) => (read.ok ? [] : ruleFor(read.fault).sentence));
  const left =
    followed.length > MOST ? [`there are ${followed.length}, and only the first ${MOST} were.`] : [];
  return { stale: staleSecrets(changed, tasks, taskDefinition), unread: [...new Set([...why, ...left])] };
}

type SourceNeed = Extract<Need, { readonly kind: 'source' }>;

/** Tasks that are pinned to a version aren't touched by a later one. */
const isFollowed = (need: Need): need is SourceNeed =>
  need.kind === 'source' && !(need.source.kind === 'secret' && need.source.follows === 'pinned');
