import { type CauseRule, rule } from '../cause-rule.ts';

const looksAtLogs = { from: ['task'], next: ['logs', 'tasks'] } as const;

/** Ends of a container that its exit code tells by itself: 128 + a signal's number (POSIX shells, exit status). */
export const exitCauses: readonly CauseRule[] = [
  rule({
    ...looksAtLogs,
    cause: 'out-of-memory',
    back: 'may-help',
    sign: /OutOfMemory(?:Error)?|OOM ?Killed/i,
    say: () => 'The container used more memory than it may have, and was killed',
    mend: "Raise the task definition's memory, or look for what grew. More tasks help only where load is the reason.",
    again: 'may-work',
  }),
  rule({
    ...looksAtLogs,
    cause: 'segmentation-fault',
    back: 'may-help',
    sign: /([\w.-]{1,64}) exited with 139\b/,
    say: (found) => `${found[1]} crashed in its own machine code (139, segmentation fault)`,
    mend: 'A native library of the image is at fault, or the image is of another architecture.',
  }),
];

/** Ends of a container that say only that it ended. They count when nothing says more. What one
 * container's end did to the others of its task (137, 143) counts after that end. */
export const plainExitCauses: readonly CauseRule[] = [
  rule({
    ...looksAtLogs,
    cause: 'crash',
    back: 'may-help',
    sign: /([\w.-]{1,64}) exited with (?!137\b|139\b|143\b)([1-9]\d*)\b/,
    say: (found) => `${found[1]} crashes: it exited with ${found[2]}`,
    mend: 'Its own log says why.',
  }),
  rule({
    ...looksAtLogs,
    cause: 'killed',
    back: 'may-help',
    sign: /([\w.-]{1,64}) exited with 137\b/,
    say: (found) => `${found[1]} was killed (137): too much memory, or it didn't end in time when told to`,
    mend: "Look at its memory before the end, and at the task definition's stopTimeout.",
    again: 'may-work',
  }),
  rule({
    ...looksAtLogs,
    cause: 'finished',
    back: 'may-help',
    sign: /EssentialContainerExited[\s\S]*?([\w.-]{1,64}) exited with 0\b/,
    say: (found) => `${found[1]} ended by itself without an error, and a service's container must not`,
    mend: 'Look at its command: it may do one thing and finish.',
  }),
  rule({
    ...looksAtLogs,
    cause: 'told-to-end',
    sign: /([\w.-]{1,64}) exited with 143\b/,
    say: (found) => `${found[1]} was told to end (143, SIGTERM) and did`,
    mend: 'Something outside ended it: look who stopped the task.',
    again: 'may-work',
  }),
  rule({
    ...looksAtLogs,
    cause: 'stopped-by-hand',
    sign: /UserInitiated|stopped by user/i,
    say: () => 'Somebody stopped the task',
    mend: "CloudTrail's StopTask says who. ECS starts another by itself.",
    again: 'may-work',
  }),
  rule({
    ...looksAtLogs,
    cause: 'container-exited',
    back: 'may-help',
    sign: /EssentialContainerExited/,
    say: () => 'A container that the task needs ended, and ECS gives no exit code',
    mend: 'Its own log may say why.',
  }),
];
