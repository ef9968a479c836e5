import type { FaultRules } from './fault-rule.ts';

/** Faults of a call to Slack. */
export const slackFaults: FaultRules<'chat-limited' | 'chat-refused' | 'chat-unanswered'> = {
  'chat-limited': {
    means: 'Slack refused the call because there were too many of them, and said for how long.',
    mend: 'Wait: messages come later, and runs go on meanwhile. Where it lasts, look for what else posts with this app.',
    retry: 'later',
    effect: 'did-not-happen',
    say: () => 'Slack is limiting the bot. Messages come late; runs go on.',
    log: 'warn',
  },
  'chat-refused': {
    means:
      "Slack refused the call: the bot isn't in the channel, the token lacks a scope, the channel is archived.",
    mend: "Invite the bot to the channel, or look up Slack's word for it.",
    retry: 'never',
    effect: 'did-not-happen',
    say: (f) => `Slack refused ${f.call}: ${f.detail}. Is the bot in the channel?`,
    log: 'error',
  },
  'chat-unanswered': {
    means: 'No clear answer came from Slack. The message may have arrived.',
    mend: 'Wait: it is looked for before it is posted again.',
    retry: 'later',
    effect: 'unknown',
    say: (f) => `Slack gave no clear answer to ${f.call}.`,
    log: 'warn',
  },
};
