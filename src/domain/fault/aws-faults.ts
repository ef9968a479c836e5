import type { FaultRules } from './fault-rule.ts';

/** Faults of a call to AWS. */
export const awsFaults: FaultRules<
  'denied' | 'throttled' | 'unreachable' | 'unanswered' | 'missing' | 'invalid' | 'malformed'
> = {
  denied: {
    means: 'AWS refused the call for want of a permission.',
    mend: 'Allow the named action to the role of the stack, or to the process where a stack has none.',
    retry: 'never',
    effect: 'did-not-happen',
    say: (f) => `AWS refused ${f.call}: the role lacks \`${f.action}\`. Allow it and try again.`,
    log: 'error',
  },
  throttled: {
    means: 'AWS refused the call because there were too many of them.',
    mend: 'Where it lasts, look for who else calls so often in that account.',
    retry: 'later',
    effect: 'did-not-happen',
    say: (f) => `AWS is limiting ${f.call}.`,
    log: 'warn',
  },
  unreachable: {
    means: 'No connection to AWS could be made, or there were no credentials: nothing was sent.',
    mend: 'Where it lasts, look at the network, the endpoint and the credentials of the process.',
    retry: 'later',
    effect: 'did-not-happen',
    say: (f) => `AWS can't be reached for ${f.call}.`,
    log: 'warn',
  },
  unanswered: {
    means:
      'The call was sent, and no clear answer came: time-out, reset, or a fault of AWS. It may have happened.',
    mend: "Where reading back can't tell either, the run asks a human: look at the service before you answer.",
    retry: 'later',
    effect: 'unknown',
    say: (f) => `AWS gave no clear answer to ${f.call} (${f.detail}).`,
    log: 'warn',
  },
  missing: {
    means: "What the configuration names isn't there.",
    mend: 'Correct the name, the account or the region in the configuration.',
    retry: 'never',
    effect: 'did-not-happen',
    say: (f) => `AWS knows no ${f.what}. Check the name, the account and the region in the configuration.`,
    log: 'error',
  },
  invalid: {
    means: 'AWS refused the call as wrong, or because of a quota.',
    mend: "Read AWS's own sentence, which is shown.",
    retry: 'never',
    effect: 'did-not-happen',
    say: (f) => `AWS refused ${f.call}: ${f.detail.replace(/[.\s]+$/, '')}.`,
    log: 'error',
  },
  malformed: {
    means: "An answer came that can't be understood, such as a proxy's page.",
    mend: 'Look at what stands between Wheelhouse and AWS.',
    retry: 'later',
    effect: 'unknown',
    say: (f) => `AWS answered ${f.call} with something that can't be read.`,
    log: 'error',
  },
};
