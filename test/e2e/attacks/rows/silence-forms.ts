import { OPERATOR } from '../../../support/values.ts';
import { ELSEWHERE, STRANGER } from '../../../support/wheelhouse.ts';
import { type AlarmGround, STAGE_ON_CALL } from '../alarms/ground.ts';
import type { Attack } from '../attack.ts';
import type { FormView } from '../ground.ts';

type Row = Attack<AlarmGround>;
type Expected = Pick<Attack, 'told' | 'leaves'>;

/** What is typed and chosen in the form of a silence. */
interface Filled {
  readonly target?: string;
  readonly until?: string;
  readonly other?: string;
  readonly reason?: string;
}

const filled = (
  view: FormView,
  { target = 'A1', until = '1h', other, reason = 'load test' }: Filled = {},
): FormView => {
  const text = (value: string) => ({ text: { type: 'plain_text_input', value } });
  return {
    ...view,
    state: {
      values: {
        target: { 'suggest/silenceable': { type: 'external_select', selected_option: { value: target } } },
        'field/until': { choice: { type: 'static_select', selected_option: { value: until } } },
        ...(other === undefined ? {} : { 'field/other': text(other) }),
        'field/reason': text(reason),
      },
    },
  };
};

const forged: Expected = {
  told: { status: 200, answer: /can't read this form/ },
  leaves: { audited: 'forged-form' },
};
const says = (answer: RegExp, audited: string): Expected => ({
  told: { status: 200, answer },
  leaves: { audited },
});

/** A form that was really opened, by `opener` with these words, handed in otherwise. */
const handsIn = (
  name: string,
  change: (view: FormView) => FormView,
  expected: Expected = forged,
  {
    opener = OPERATOR,
    user = opener,
    words = 'silence A1',
  }: { readonly opener?: string; readonly user?: string; readonly words?: string } = {},
): Row => ({
  name,
  send: async ({ opened, submits }) => submits(change(await opened(words, opener)), user),
  ...expected,
});

/** What the form carries unseen, with another text in it and the seal left as it was. */
const carrying = (name: string, from: string | RegExp, to: string): Row =>
  handsIn(name, (view) => {
    const changed = view.private_metadata.replace(from, () => to);
    if (changed === view.private_metadata) throw new Error(`nothing was changed in ${changed}`);
    return { ...filled(view), private_metadata: changed };
  });

/** Forms of a silence that come back otherwise than they were handed out, or say what nobody may. */
export const silenceForms: readonly Row[] = [
  carrying('a silence’s form with another channel to tell it in', '"C0OPSPROD"', `"${ELSEWHERE}"`),
  carrying('a silence’s form with a thread to tell it in', /\}$/, ',"thread":"1.1"}'),
  carrying('a silence’s form that was opened at another time', /"openedAt":\d+/, '"openedAt":9999999999999'),
  carrying('a silence’s form of another verb', '"silence"', '"mend"'),
  carrying('a silence’s form with a prototype', /\}$/, ',"__proto__":{"may":"everything"}}'),
  handsIn('a silence’s form without what it carries', (view) => ({ ...filled(view), private_metadata: '' })),
  handsIn('a silence’s form as that of an operation', (view) => ({ ...filled(view), callback_id: 'form' })),
  handsIn(
    'an operation’s form as that of a silence',
    (view) => ({ ...filled(view), callback_id: 'silence' }),
    forged,
    { words: 'restart' },
  ),
  handsIn('a silence’s form that was opened for somebody else', filled, forged, { user: STAGE_ON_CALL }),
  handsIn('a silence’s form in the name of a stranger', filled, forged, { user: STRANGER }),
  handsIn(
    'a silence’s form with an alarm where the person may not silence',
    filled,
    says(/may not|Nobody may/, 'not-in-role'),
    { opener: STAGE_ON_CALL, words: 'silence A2' },
  ),
  handsIn(
    'a silence’s form with an alarm that there isn’t',
    (view) => filled(view, { target: 'A999' }),
    says(/A999/, 'unknown-alarm'),
  ),
  handsIn(
    'a silence’s form with everything in it',
    (view) => filled(view, { target: 'all' }),
    says(/all/, 'unknown-target'),
  ),
  handsIn(
    'a silence’s form with a broadcast in it',
    (view) => filled(view, { target: '<!channel>' }),
    says(/channel/, 'unknown-target'),
  ),
  handsIn(
    'a silence’s form for a thousand years',
    (view) => filled(view, { other: '3026-01-01T00:00Z' }),
    says(/7 days|days/, 'bad-value'),
  ),
  handsIn(
    'a silence’s form with an end that the menu doesn’t have',
    (view) => filled(view, { until: '400d' }),
    says(/7 d at most/, 'bad-value'),
  ),
  handsIn(
    'a silence’s form with a reason of three thousand characters',
    (view) => filled(view, { reason: 'x'.repeat(3_000) }),
    says(/characters/, 'bad-value'),
  ),
  handsIn(
    'a silence’s form with a reason of blanks',
    (view) => filled(view, { reason: ' \n\t ' }),
    says(/why|Write something/i, 'bad-value'),
  ),
];
