import { OPERATOR } from '../../../support/values.ts';
import { STRANGER } from '../../../support/wheelhouse.ts';
import { typed } from '../approvals/glass-ground.ts';
import { APPROVER, BREAKER, OPERATOR_TOO, SECOND } from '../approvals/ground.ts';
import type { Attack, Theme, Trace } from '../attack.ts';
import type { Bare, FormView } from '../ground.ts';
import { says } from './says.ts';

type Row = Attack<Bare>;

/** The form in which the breaker breaks the glass of #2, handed in like this. */
const handsIn = (
  name: string,
  change: (view: FormView) => Record<string, unknown>,
  answer: RegExp,
  leaves: Trace,
  user = BREAKER,
): Row => ({
  name,
  send: async ({ opened, submits }) => submits(change(await opened('break-glass 2', BREAKER)), user),
  told: { status: 200, answer },
  leaves,
});

const STAYS = { unaudited: 'the form stays open and says what is missing: nothing was decided' } as const;
const MISSING = /Say why it can’t wait/;
const NOT_BREAK = /You may not break the glass for #2/;
const PART = /You had a part in #1/;

const attacks: readonly Row[] = [
  handsIn(
    'the glass is broken without a reason',
    (view) => ({ ...view, state: { values: {} } }),
    MISSING,
    STAYS,
  ),
  handsIn('the glass is broken for a reason of blanks', (view) => typed(view, ' \n\t '), MISSING, STAYS),
  handsIn(
    'a form to break the glass, handed in by who asked',
    (view) => typed(view, 'it is mine'),
    /can't read this form/,
    { audited: 'forged-form' },
    OPERATOR,
  ),
  handsIn(
    'a form to break the glass that would approve',
    (view) => ({
      ...typed(view, 'approved'),
      private_metadata: view.private_metadata.replace('break-glass', 'approve'),
    }),
    /can't read this form/,
    { audited: 'forged-form' },
  ),
  says(
    'who asked breaks the glass, without the role',
    OPERATOR,
    'break-glass 2 --reason "mine"',
    NOT_BREAK,
    'not-in-role',
  ),
  says('an approver breaks the glass', APPROVER, 'break-glass 2 --reason "now"', NOT_BREAK, 'not-in-role'),
  says('a stranger breaks the glass', STRANGER, 'break-glass 2 --reason "now"', NOT_BREAK, 'not-in-role'),
  says(
    'glass that was broken is broken again',
    BREAKER,
    'break-glass 1 --reason "again"',
    /doesn't wait/,
    'not-asked',
  ),
  says('who broke the glass reviews it', BREAKER, 'review 1 --note "fine"', PART, 'own-change'),
  says('who asked reviews it', OPERATOR, 'review 1 --note "fine"', PART, 'own-change'),
  says(
    'who asked reviews it by their other account',
    OPERATOR_TOO,
    'review 1 --note "fine"',
    PART,
    'own-change',
  ),
  says(
    'a stranger reviews it, with words that would come to life',
    STRANGER,
    'review 1 --note "<!channel> fine"',
    /You may not review #1/,
    'not-in-role',
    /fine/,
  ),
  says('a review without a finding', SECOND, 'review 1', /what you found/, 'bad-value'),
  says('a review of what took no approval', SECOND, 'review 3 --note "fine"', /no review/, 'not-open'),
  says('a review of a run that there isn’t', SECOND, 'review 4711 --note "fine"', /#4711/, 'unknown-run'),
];

/** Glass that is broken, or reviewed, by who may not, or as it may not be. */
export const brokenGlass: Theme<Bare> = { theme: 'Broken-glass', attacks };
