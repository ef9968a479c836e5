import { OPERATOR, registry, TEAM } from '../../../support/values.ts';
import { waitFor } from '../../../support/wait-for.ts';
import { ELSEWHERE, GUEST, STRANGER } from '../../../support/wheelhouse.ts';
import type { Attack, Theme } from '../attack.ts';
import { SELF, STAGE, STAGER } from '../battlefield.ts';
import type { FormView, HandedIn } from '../ground.ts';

const STRANGE = /can't read this form/;
const forged = { told: { status: 200, answer: STRANGE }, leaves: { audited: 'forged-form' } } as const;
type Expected = Pick<Attack, 'told' | 'leaves'>;

/** A form as it was opened, handed in with something else. */
const handsIn = (
  name: string,
  change: (view: FormView) => Record<string, unknown>,
  expected: Expected = forged,
  who: HandedIn = {},
): Attack => ({ name, send: ({ handIn }) => handIn(change, who), ...expected });

/** What the form carries unseen, with another text in it and the seal left as it was. */
const carrying = (name: string, from: string | RegExp, to: string): Attack =>
  handsIn(name, (view) => {
    const changed = view.private_metadata.replace(from, () => to);
    if (changed === view.private_metadata) throw new Error(`nothing was changed in ${changed}`);
    return { ...filled(view), private_metadata: changed };
  });

/** A form with a target chosen, and whatever else. */
const filled = (view: FormView, target = `${registry.stack}/registry`, more: object = {}): FormView => ({
  ...view,
  state: {
    values: {
      target: { 'suggest/service': { type: 'external_select', selected_option: { value: target } } },
      ...more,
    },
  },
});

const says = (answer: RegExp, audited: string): Expected => ({
  told: { status: 200, answer },
  leaves: { audited },
});

const attacks: readonly Attack[] = [
  carrying('another operation', '"restart"', '"deploy"'),
  carrying('another version', /"version":\d+/, '"version":1000'),
  carrying('another channel to report in', '"C0OPSPROD"', `"${ELSEWHERE}"`),
  carrying('a thread to report in', /\}$/, ',"thread":"1.1"}'),
  carrying('a prototype', /\}$/, ',"__proto__":{"mode":"operate"}}'),
  carrying('a constructor', /\}$/, ',"constructor":{"prototype":{"may":"everything"}}}'),
  handsIn('no metadata', ({ private_metadata: _, ...view }) => filled({ ...view, private_metadata: '' })),
  handsIn('metadata that is a list', (view) => ({ ...filled(view), private_metadata: ['{}'] })),
  handsIn('metadata without a seal', (view) => ({
    ...filled(view),
    private_metadata: view.private_metadata.replace(/^[^.]*\./, ''),
  })),
  handsIn('metadata of a hundred thousand characters', (view) => ({
    ...filled(view),
    private_metadata: `${view.private_metadata}${' '.repeat(100_000)}`,
  })),
  handsIn('a form that was opened for somebody else', (view) => filled(view), forged, {
    user: STAGER,
    opener: OPERATOR,
  }),
  handsIn('the operator’s form in the name of a stranger', (view) => filled(view), forged, {
    user: STRANGER,
    opener: OPERATOR,
  }),
  handsIn(
    'a form of another workspace',
    (view) => filled(view),
    says(/this bot's own workspace/, 'foreign-team'),
    {
      over: { user: { id: OPERATOR, team_id: 'T0ELSEWHERE' }, team: { id: 'T0ELSEWHERE' } },
    },
  ),
  handsIn('a form handed in by a guest', (view) => filled(view), says(/guest/i, 'guest'), {
    over: { user: { id: GUEST, team_id: TEAM } },
  }),
  handsIn('a form as the choice of an operation', (view) => ({ ...filled(view), callback_id: 'choice' })),
  handsIn('a form without what was typed', (view) => ({ ...view, state: null })),
  handsIn('texts that are lists', (view) =>
    filled(view, undefined, { 'field/reason': { text: { value: ['x'] } } }),
  ),
  handsIn(
    'a target that isn’t in the menu',
    (view) => filled(view, `${registry.stack}/database`),
    says(/don't know the service/, 'unknown-target'),
  ),
  handsIn(
    'a target that is a path',
    (view) => filled(view, '../../prod/registry'),
    says(/don't know the service/, 'unknown-target'),
  ),
  handsIn(
    'a target that is a broadcast',
    (view) => filled(view, '<!channel>'),
    says(/don't know the service/, 'unknown-target'),
  ),
  handsIn('no target', (view) => ({ ...view, state: { values: {} } }), says(/Choose one/, 'bad-value')),
  handsIn(
    'a target where the person may do nothing',
    (view) => filled(view),
    says(/may not|Nobody may/, 'not-in-role'),
    { user: STAGER },
  ),
  handsIn(
    'two targets, the allowed one first by another name',
    (view) =>
      filled(view, undefined, { 'target ': { x: { selected_option: { value: `${STAGE}/registry` } } } }),
    says(/may not|Nobody may/, 'not-in-role'),
    { user: STAGER },
  ),
  handsIn(
    'a target that is Wheelhouse itself',
    (view) => filled(view, `${registry.stack}/${SELF}`),
    says(/what I run as/, 'own-service'),
  ),
  handsIn(
    'a reason of ten thousand characters',
    (view) =>
      filled(view, undefined, {
        'field/reason': { text: { type: 'plain_text_input', value: 'x'.repeat(10_000) } },
      }),
    says(/characters/, 'bad-value'),
  ),
  {
    name: 'fields that are in no form, by a prototype’s name',
    send: ({ handIn }) =>
      handIn((view) => ({
        ...view,
        state: JSON.parse(
          '{"values":{"__proto__":{"target":{"value":"prod-us-east-1/registry"}},"constructor":{"target":{"value":"prod-us-east-1/registry"}}}}',
        ),
      })),
    ...says(/Choose one/, 'bad-value'),
  },
  {
    name: 'a form that was handed in already, byte for byte',
    send: async ({ send, prepared }) => send(prepared.byForm.request),
    told: { status: 200, answer: /#2/ },
    leaves: { unaudited: 'it is the very form that was accepted as #2' },
  },
  {
    name: 'an operation that there isn’t, chosen from the menu',
    async send({ interaction, world, payload, acting }) {
      acting.add(OPERATOR);
      const { slack } = world.sandbox;
      await interaction({ type: 'shortcut', callback_id: 'ops_run' });
      const view = await waitFor(() => slack.modal(OPERATOR).at(-1)?.view, { what: 'the choice' });
      await slack.closeModal({ user: OPERATOR });
      const values = {
        operation: { operation: { type: 'static_select', selected_option: { value: 'destroy' } } },
      };
      return payload({
        type: 'view_submission',
        user: { id: OPERATOR, team_id: TEAM },
        view: { ...view, state: { values } },
      });
    },
    ...says(/can't do destroy/, 'unknown-operation'),
  },
  {
    name: 'a menu’s suggestions for somebody of another workspace',
    send: ({ payload }) =>
      payload({
        type: 'block_suggestion',
        user: { id: OPERATOR, team_id: 'T0ELSEWHERE' },
        team: { id: 'T0ELSEWHERE' },
        action_id: 'suggest/service',
        value: 'reg',
        view: null,
      }),
    told: { status: 200, answer: /^\{"options":\[\]\}$/ },
    leaves: { unaudited: 'typing in a menu asks for nothing; nothing is suggested' },
  },
  {
    name: 'suggestions of a source that there isn’t',
    send: ({ payload }) =>
      payload({
        type: 'block_suggestion',
        user: { id: OPERATOR, team_id: TEAM },
        action_id: 'suggest/__proto__',
        value: 'reg',
        view: null,
      }),
    told: { status: 200, answer: /^\{"options":\[\]\}$/ },
    leaves: { unaudited: 'typing in a menu asks for nothing; nothing is suggested' },
  },
];

/** Forms that come back otherwise than they were handed out. */
export const modals: Theme = { theme: 'Modals', attacks };
