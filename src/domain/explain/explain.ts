import { type EpochMs, minutes } from '../clock.ts';
import type { LogLine } from '../logs/log-line.ts';
import { isRolling, primaryOf, type ServiceSnapshot } from '../rollout/service-snapshot.ts';
import type { StoppedTask } from '../rollout/stopped-task.ts';
import type { CauseRule, NextRead } from './cause-rule.ts';
import { applicationCauses } from './causes/application.ts';
import { capacityCauses } from './causes/capacity.ts';
import { exitCauses, plainExitCauses } from './causes/exit.ts';
import { healthCauses } from './causes/health.ts';
import { imageCauses } from './causes/image.ts';
import { secretsCause } from './causes/secrets.ts';
import { startCauses } from './causes/start.ts';
import { type Clue, eventClue, inOrder, logClue, secretClue, taskClue } from './clue.ts';
import type { StaleSecret } from './stale-secret.ts';
import { type Seen, targetClues } from './target-clue.ts';

/** What is known when somebody asks why. Lists are newest first; all of it but the figures comes from outside. */
export interface Evidence {
  /** Now. */
  readonly at: EpochMs;
  /** Since when what was said counts; absent: since all was well for the last time. */
  readonly since?: EpochMs;
  readonly snapshot: ServiceSnapshot;
  /** ECS shows stopped tasks for an hour at least (ECS API, DescribeTasks). */
  readonly stopped: readonly StoppedTask[];
  /** Lines of the log that look like errors. */
  readonly log: readonly LogLine[];
  /** What was changed after running tasks had read it, the latest first; absent where nobody looked. */
  readonly stale?: readonly StaleSecret[];
  /** What its load balancers see; absent where it has none, or where that couldn't be read. */
  readonly targets?: Seen['groups'];
  /** Its tasks, to tell whose the targets are. */
  readonly live?: Seen['live'];
}

/** How a service stands now, whatever was. */
export type Standing = 'well' | 'rolling' | 'troubled' | 'scaled-to-zero' | 'gone';

/**
 * Why a service is as it is. `none`: nothing has failed lately. `noted`: nothing has, and yet something is to be known.
 * `unknown`: something fails and no known cause fits;
 * the evidence is all there is. `sentence` and `evidence` hold text from outside; the sentence ends without a stop.
 */
export interface Explanation {
  readonly kind: 'known' | 'noted' | 'unknown' | 'none';
  /** The rule's name; `unknown` or `none` where there is none. */
  readonly cause: string;
  readonly standing: Standing;
  readonly sentence: string;
  /** How many tasks stopped for it. */
  readonly tasks: number;
  readonly evidence: readonly Clue[];
  readonly mend?: string;
  readonly next: readonly NextRead[];
  readonly again: CauseRule['again'];
  readonly back: CauseRule['back'];
}

/** Every cause, the more telling first: of all that fit, the first one is said. */
export const causes: readonly CauseRule[] = [
  ...imageCauses,
  ...startCauses,
  ...exitCauses,
  ...capacityCauses,
  ...applicationCauses,
  ...plainExitCauses,
  ...healthCauses,
];

/** So much is shown of what was seen. */
const SHOWN = 6;

/** The one sentence on what ails a service, from the surest sign; pure, and the same for the same evidence. */
export function explain(evidence: Evidence): Explanation {
  const { targets = [], live = [], at } = evidence;
  const seen = targetClues({ groups: targets, live, at });
  const standing = standingOf(evidence.snapshot, seen);
  const clues = inOrder([...seen, ...cluesOf(evidence, standing)]);
  // A line of a log is a cause only where tasks fail: applications log errors on good days, too.
  const fails = clues.some(({ from, text }) => from === 'task' || from === 'target' || TROUBLE.test(text));
  const heard = fails ? clues : [];
  const tasks = heard.filter(({ from }) => from === 'task').length;
  const stale = (evidence.stale ?? []).map(secretClue);
  for (const rule of causes) {
    if (rule.standsIn === 'for-tasks' && tasks > 0) continue;
    const fitting = heard.filter(({ from, text }) => rule.from.includes(from) && rule.sign.test(text));
    const [first] = fitting;
    const found = first && rule.sign.exec(first.text);
    if (!found) continue;
    const { cause, mend, next, again, back } = rule;
    return {
      kind: 'known',
      cause,
      standing,
      sentence: rule.say(found),
      tasks: fitting.filter(({ from }) => from === 'task').length,
      evidence: distinct([...fitting, ...heard.filter((clue) => telling(clue)), ...stale]),
      mend,
      next,
      again,
      back,
    };
  }
  const shared = { standing, tasks, again: 'may-work', back: 'no-help' } as const;
  if (heard.length > 0 || standing === 'troubled') {
    const next = ['logs', 'tasks'] as const;
    const shown = distinct([
      ...(heard.length > 0 ? heard : inOrder(evidence.snapshot.events.map(eventClue))),
      ...stale,
    ]);
    return { ...shared, kind: 'unknown', cause: 'unknown', sentence: UNKNOWN, evidence: shown, next };
  }
  const changed = standing === 'well' ? secretsCause.sign.exec(stale[0]?.text ?? '') : null;
  if (changed) {
    const { cause, mend, next } = secretsCause;
    return {
      ...shared,
      kind: 'noted',
      cause,
      sentence: secretsCause.say(changed),
      evidence: distinct(stale),
      mend,
      next,
    };
  }
  const sentence = nothingFails(evidence, standing);
  return { ...shared, kind: 'none', cause: 'none', sentence, evidence: [], next: ['status', 'logs'] };
}

const UNKNOWN = "Why isn't known: nothing that ECS or the log says fits a cause that I know";

/** The same words of several tasks are shown once, of the newest. */
const distinct = (clues: readonly Clue[]): Clue[] =>
  clues.filter(({ text }, at) => clues.findIndex((other) => other.text === text) === at).slice(0, SHOWN);

/** Sentences of ECS that say that something fails (ECS developer guide, "Amazon ECS service event messages"). */
const TROUBLE =
  /\bis unable to\b|\bwas unable to\b|\bis unhealthy in\b|deployment failed|rolling back to|being throttled|IS NOT FOUND|unhealthy in service registry|failed to register targets|does not exist/i;

const telling = ({ from, text }: Clue): boolean => from !== 'event' || TROUBLE.test(text);

/** ECS may call a service steady while its load balancer finds tasks ill: within the grace period it doesn't look. */
function standingOf(snapshot: ServiceSnapshot, ill: readonly Clue[]): Standing {
  if (snapshot.status !== 'ACTIVE') return 'gone';
  if (snapshot.desired === 0) return 'scaled-to-zero';
  const failed = primaryOf(snapshot)?.failed ?? 0;
  if (failed > 0 || primaryOf(snapshot)?.rolloutState === 'FAILED') return 'troubled';
  if (isRolling(snapshot)) return 'rolling';
  return snapshot.running < snapshot.desired || ill.length > 0 ? 'troubled' : 'well';
}

/**
 * What was said since all was well for the last time; of a service that is well now, all that ECS still shows. So a
 * trouble that is over is never taken for the present one.
 */
function cluesOf({ since, snapshot, stopped, log }: Evidence, standing: Standing): Clue[] {
  const tasks = stopped.flatMap((task) => taskClue(task) ?? []);
  const events = snapshot.events.filter(({ message }) => TROUBLE.test(message)).map(eventClue);
  const from = since ?? (standing === 'well' ? lastTrouble(tasks) : lastSteady(snapshot));
  return [...tasks, ...events, ...log.map(logClue)].filter(({ at }) => at >= from);
}

const STEADY = /has reached a steady state/;

/** ECS's own word that all is well: what came before it is over. */
const lastSteady = ({ events }: ServiceSnapshot): EpochMs =>
  Math.max(0, ...events.flatMap(({ at, message }) => (STEADY.test(message) ? [at] : [])));

/** Events last far longer than stopped tasks are shown, and alone say nothing of a service that is well. */
const lastTrouble = (tasks: readonly Clue[]): EpochMs => Math.min(...tasks.map(({ at }) => at));

/** How long a deployment without a failure counts as one that takes its time: a slow start of a quarter of an hour is usual. */
const SLOW = minutes(15);

function nothingFails({ snapshot, at }: Evidence, standing: Standing): string {
  const { running, desired } = snapshot;
  // In a deployment there may be more than are wanted in the end.
  const tasks =
    running > desired ? `${running} tasks running for ${desired}` : `${running} of ${desired} tasks running`;
  switch (standing) {
    case 'gone':
      return 'It is being deleted, or is deleted already';
    case 'scaled-to-zero':
      return 'It is scaled to 0, so no task is to run';
    case 'rolling': {
      const age = at - (primaryOf(snapshot)?.createdAt ?? at);
      const said = `${tasks}, ${snapshot.pending} starting`;
      if (age < SLOW) return `Nothing has failed so far: a deployment is under way, ${said}`;
      return `No task has failed, and yet the deployment isn't over after ${Math.floor(age / minutes(1))} minutes: ${said}`;
    }
    case 'well':
    case 'troubled':
      return `Nothing fails: ${tasks}, and none of the last hour failed`;
  }
}

/** An explanation in a line for a run's story: the sentence, and what the newest task said. Undefined for `none`. */
export function explainedShort({ kind, sentence, tasks, evidence }: Explanation): string | undefined {
  if (kind === 'none') return undefined;
  const [first] = evidence;
  const times = tasks === 0 ? '' : tasks === 1 ? ' (1 task)' : ` (${tasks} tasks)`;
  return [`${sentence}${times}`, ...(first ? [first.shown.replace(/[.\s]+$/, '')] : [])].join('. ');
}
