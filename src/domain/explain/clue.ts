import type { EpochMs } from '../clock.ts';
import type { LogLine } from '../logs/log-line.ts';
import type { StoppedTask } from '../rollout/stopped-task.ts';
import type { StaleSecret } from './stale-secret.ts';

/** Something that ECS, a load balancer, a task, its log or the change of a secret said, which may be why. The text comes from outside. */
export interface Clue {
  readonly from: 'task' | 'target' | 'event' | 'log' | 'secret';
  /** When; of a task that ECS gives no time for, the end of time, so that it counts. */
  readonly at: EpochMs;
  /** What is looked at: for a task its stop code, its reasons and its exit codes. */
  readonly text: string;
  /** The same for a person. */
  readonly shown: string;
}

/** Signs are looked for in so much of a text: a line of a log may hold a whole document. */
export const MOST = 1000;

/** The first letters of a task's id, as people tell tasks apart. */
export const shortId = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1).slice(0, 8);

/**
 * A stopped task as a clue; undefined where ECS stopped it in the course of things. ServiceSchedulerInitiated alone
 * explains nothing, but ECS gives it to tasks that fail their health checks, too (ECS API, Task.stopCode).
 */
export function taskClue(task: StoppedTask): Clue | undefined {
  const { stopCode = '', reason, stoppedAt = Number.MAX_SAFE_INTEGER } = task;
  // ECS lists containers in no order that it promises.
  const containers = [...task.containers].sort((a, b) => compare(a.name, b.name));
  if (stopCode === 'ServiceSchedulerInitiated' && !/health checks?/i.test(reason)) return undefined;
  const reasons = containers.flatMap((container) => container.reason ?? []);
  const exits = containers.flatMap(({ name, exitCode }) =>
    exitCode === undefined ? [] : [`${name} exited with ${exitCode}`],
  );
  const [why = reason] = reasons;
  const exit = exits.length > 0 ? ` (${exits.join(', ')})` : '';
  return {
    from: 'task',
    at: stoppedAt,
    text: [stopCode, reason, ...reasons, ...exits].join('\n').slice(0, MOST),
    shown: `Task ${shortId(task.taskArn)} stopped: ${why}${exit}`,
  };
}

/** Which of two texts comes first, the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What is looked at first: what is nearer to the trouble. */
const NEARNESS = { task: 0, target: 1, event: 2, log: 3, secret: 4 } as const satisfies Record<
  Clue['from'],
  number
>;

/** Clues in the one order in which they are looked at, however they came: nearest first, then newest. */
export const inOrder = (clues: readonly Clue[]): Clue[] =>
  [...clues].sort(
    (a, b) =>
      NEARNESS[a.from] - NEARNESS[b.from] ||
      b.at - a.at ||
      compare(a.text, b.text) ||
      compare(a.shown, b.shown),
  );

/** A service event as a clue. */
export const eventClue = ({ at, message }: { readonly at: EpochMs; readonly message: string }): Clue => ({
  from: 'event',
  at,
  text: message.slice(0, MOST),
  shown: `ECS: ${message}`,
});

/** A line of the log as a clue. */
export const logClue = ({ at, text }: LogLine): Clue => ({
  from: 'log',
  at,
  text: text.slice(0, MOST),
  shown: `Log: ${text}`,
});

/** A secret that was changed after tasks had read it, as a clue. */
export const secretClue = ({ kind, name, names, changedAt, tasks }: StaleSecret): Clue => ({
  from: 'secret',
  at: changedAt,
  text: `${kind} ${name}`.slice(0, MOST),
  shown: `The ${kind} ${name} (${names.join(', ')}) was changed; ${tasks} running ${tasks === 1 ? 'task' : 'tasks'} started before`,
});
