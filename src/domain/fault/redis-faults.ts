import type { FaultRules } from './fault-rule.ts';

/** Faults of the store that runs are kept in. */
export const redisFaults: FaultRules<
  'store-unreachable' | 'store-unanswered' | 'store-refused' | 'store-unreadable'
> = {
  'store-unreachable': {
    means: 'There is no connection to Redis: nothing was written.',
    mend: 'Look at Redis and at `REDIS_URL`. Runs go on by themselves when it is back.',
    retry: 'later',
    effect: 'did-not-happen',
    say: () => "Redis can't be reached, so nothing was stored. Try again when `doctor` says that it is back.",
    log: 'error',
  },
  'store-unanswered': {
    means: 'A command was sent to Redis, and no answer came in time. It may have been done.',
    mend: 'Look at the load of Redis, and at the limit `accept`.',
    retry: 'later',
    effect: 'unknown',
    say: () =>
      "Redis gave no answer in time, so it isn't certain that this was stored. Look with `/ops runs`.",
    log: 'error',
  },
  'store-refused': {
    means:
      "Redis refused a command: wrong password, no memory left, a replica that can't be written, or a job that another worker has taken.",
    mend: "Look at Redis's own word for it, and run `doctor`. A lost job is made good by itself.",
    retry: 'later',
    effect: 'did-not-happen',
    say: (f) => `Redis refused to store this (${f.detail}). Nothing was changed.`,
    log: 'error',
  },
  'store-unreadable': {
    means: "A record in Redis isn't what this version writes: another version or something else wrote it.",
    mend: 'Let all processes run one version, and nothing else write to the keyspace.',
    retry: 'never',
    effect: 'did-not-happen',
    say: (f) => `${f.what} can't be read: another version wrote it. Let all processes run the same one.`,
    log: 'error',
  },
};
