import { OPERATOR, registry } from '../../../support/values.ts';
import type { Attack, Theme } from '../attack.ts';

const asks = (name: string, words: string): Attack => ({
  name,
  send: ({ command }) => command(words, OPERATOR),
  told: { status: 200, answer: /read-only/ },
  leaves: { audited: 'read-only' },
});

const attacks: readonly Attack[] = [
  asks('a restart', `restart ${registry.stack}/registry`),
  asks('a freeze', 'freeze all --reason x'),
  asks('an unfreeze', 'unfreeze all'),
  asks('a lock', `lock ${registry.stack}/registry --reason x`),
  asks('a cancel', 'cancel 1'),
  asks('an answer', 'resume 1 happened'),
  asks('a retry', 'retry 1'),
  {
    name: 'a click',
    send: ({ click }) => click(`restart ${registry.stack}/registry`, { ts: '1.1' }),
    told: { status: 200, whisper: /read-only/, to: OPERATOR },
    leaves: { audited: 'read-only' },
  },
  {
    name: 'a shortcut',
    send: ({ interaction }) => interaction({ type: 'shortcut', callback_id: 'ops_run' }),
    told: { status: 200, modal: /read-only/, to: OPERATOR },
    leaves: { audited: 'read-only' },
  },
];

/** Whatever is asked of a Wheelhouse that only reads, by whoever could do it otherwise. */
export const readOnly: Theme = { theme: 'Read-only', attacks };
