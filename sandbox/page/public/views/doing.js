import { act, post, tell } from '../api.js';
import { confirmed } from '../elements/ask.js';
import { session } from '../session.js';

/**
 * @typedef {import('../elements/elements.js').Hands} Hands
 * @typedef {import('../elements/elements.js').FieldValue} FieldValue
 * @typedef {import('./view-blocks.js').Filling} Filling
 * @typedef {import('../../../slack/views/seen-view.ts').SeenView} SeenView
 */

/**
 * What a person does to the elements of a view that act by themselves.
 * @param {'modal' | 'home'} which
 * @param {() => SeenView | undefined} seen
 * @returns {Hands}
 */
export const handsOf = (which, seen) => ({
  use: async ({ blockId, element }, value) => {
    const { state, user } = session;
    if (state === undefined || !(await confirmed(state.directory, element))) return;
    await act('/use', {
      user,
      view: which,
      actionId: element.action_id,
      blockId,
      ...(value === undefined ? {} : { value }),
      ...('confirm' in element && element.confirm ? { confirm: true } : {}),
    });
  },
  suggest: ({ blockId, element }, typed) =>
    post('/suggest', { user: session.user, in: which, actionId: element.action_id, blockId, typed }),
  holds: ({ blockId, element }) => seen()?.view.state.values[blockId]?.[element.action_id ?? ''],
});

/**
 * Over when the sandbox has all that was filled in: what is suggested for one field depends on the others.
 * @type {Promise<unknown>}
 */
let filling = Promise.resolve();

/**
 * What a person does in the fields of a view. `texts` keeps what is typed, by block_id, until it is submitted.
 * @param {'modal' | 'home'} which
 * @param {Map<string, string>} texts
 * @returns {Filling}
 */
export const fillingOf = (which, texts) => {
  /** @param {object} request */
  const fill = async (request) => {
    const answering = post('/fill', { user: session.user, view: which, ...request });
    filling = Promise.all([filling, answering]);
    const answer = await answering;
    if (answer.error !== undefined) tell(answer);
  };
  return {
    change: async ({ block_id: blockId = '', element, dispatch_action: dispatch }, value) => {
      if ('confirm' in element && element.confirm && dispatch) {
        await handsOf(which, () => undefined).use({ blockId, element }, value);
      } else await fill({ values: { [blockId]: value } });
    },
    typed: ({ block_id: blockId = '', element, dispatch_action: dispatch }, text) => {
      texts.set(blockId, text);
      const config = 'dispatch_action_config' in element ? element.dispatch_action_config : undefined;
      const atEach = config?.trigger_actions_on?.includes('on_character_entered') ?? false;
      if (dispatch && atEach) void fill({ values: { [blockId]: text } });
    },
    suggest: async ({ block_id: blockId = '', element }, typed) => {
      await filling;
      return post('/suggest', { user: session.user, in: which, actionId: element.action_id, blockId, typed });
    },
  };
};
