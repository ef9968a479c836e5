import { type EpochMs, minutes } from '../../domain/clock.ts';
import { type Explanation, explain, explainedShort } from '../../domain/explain/explain.ts';
import { ruleFor } from '../../domain/fault/fault-table.ts';
import { looksLikeError } from '../../domain/logs/noise.ts';
import type { StepContext } from '../../domain/operation/step.ts';
import { primaryOf, type ServiceSnapshot } from '../../domain/rollout/service-snapshot.ts';

/** So many lines of the log that look like errors are looked at. */
const LOG_LINES = 50;
/** AWS's clock may be a little behind ours. */
const SLACK = minutes(1);

/** What the tasks of a service were like before more of them were asked for. */
export interface TasksBefore {
  /** By our clock. */
  readonly askedAt: EpochMs;
  /** How many of its deployment's tasks had failed by then. */
  readonly failed: number;
}

/** Why tasks don't run: the sentence that stays the same while more of them fail, and all that is told. */
export interface WhyNot {
  readonly cause: string;
  readonly said: string;
}

/**
 * Why tasks that were asked for don't run, as `explain` says it; undefined while nothing has failed. What stopped and
 * what it logged is read only once ECS has counted a failure.
 */
export async function whyNotRunning(
  { ports, target, clock }: StepContext<unknown>,
  snapshot: ServiceSnapshot,
  { askedAt, failed }: TasksBefore,
): Promise<WhyNot | undefined> {
  const since = askedAt - SLACK;
  const at = clock.now();
  const primary = primaryOf(snapshot);
  if (!primary || primary.failed <= failed) {
    const explanation = explain({ at, snapshot, stopped: [], log: [], since });
    // Tasks that have only not started yet are no mystery.
    return explanation.kind === 'known' ? whyOf(explanation) : undefined;
  }
  const stopped = await ports.ecs.stoppedTasks(target, primary.id);
  if (!stopped.ok) {
    const said = `Why tasks stopped can't be read: ${ruleFor(stopped.fault).sentence}`;
    return { cause: said, said };
  }
  const wanted = ({ text }: { readonly text: string }): boolean => looksLikeError(text);
  const log = await ports.logs.newest(target, { from: since, to: at, wanted, most: LOG_LINES });
  const lines = log.ok ? log.value.lines : [];
  return whyOf(explain({ at, snapshot, stopped: stopped.value, log: lines, since }));
}

function whyOf(explanation: Explanation): WhyNot | undefined {
  const said = explainedShort(explanation);
  return said === undefined ? undefined : { cause: explanation.sentence, said: `${said}.` };
}
