import type { RecordedCall } from '../../sandbox/slack/web-api/record.ts';

const CALLS = ['users.list', 'users.info', 'conversations.info'] as const;

const isGood = ({ answer }: Pick<RecordedCall, 'answer'>): boolean =>
  answer.kind === 'answered' && answer.status === 200 && answer.body.ok;

/** How often a bot asked who people are and where they are: `users.list 1, users.info 100 (3 refused), …`. */
export const askedOfSlack = (record: readonly Pick<RecordedCall, 'method' | 'answer'>[]): string =>
  CALLS.map((method) => {
    const calls = record.filter((call) => call.method === method);
    const refused = calls.filter((call) => !isGood(call)).length;
    return `${method} ${calls.length}${refused === 0 ? '' : ` (${refused} refused)`}`;
  }).join(', ');
