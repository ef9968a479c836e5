import { post, tell } from '../api.js';
import { byId, showList } from '../dom.js';
import { channelOf, session } from '../session.js';
import { faultEntries } from './faults.js';
import { worldEntries } from './services.js';

/** @typedef {import('../session.js').PageState} PageState */

/** Stacks that somebody has unfolded or folded by hand. @type {Map<string, boolean>} */
const folded = new Map();

/** The stack that the channel is about is open by itself; the first one where there is none. @param {PageState} state */
const atHand = (state) => {
  const channel = channelOf(state);
  return session.guide.channelStacks[channel?.id ?? ''] ?? state.world.services[0]?.stack;
};

/** @param {string} id @param {boolean} on */
const setFault = async (id, on) => {
  const { error } = await post('/fault', { id, on });
  if (error !== undefined) tell({ error });
};

/** Shows the services and what makes trouble. @param {PageState} state */
export const showWorld = (state) => {
  const isOpen = (/** @type {string} */ stack) => folded.get(stack) ?? stack === atHand(state);
  const toggle = (/** @type {string} */ stack) => {
    folded.set(stack, !isOpen(stack));
    session.changed();
  };
  showList(byId('services', HTMLElement), worldEntries(state.world.services, { isOpen, toggle }));
  showList(
    byId('faults', HTMLElement),
    faultEntries(state.faults, (id, on) => void setFault(id, on)),
  );
  const troubles = state.faults.filter(({ on }) => on).length;
  const count = byId('trouble-count', HTMLElement);
  count.hidden = troubles === 0;
  count.textContent = `${troubles} on`;
};

/** Where there is no room beside the channel, a button shows the world in its place. */
export const startWorld = () => {
  const world = byId('world', HTMLElement);
  const toggle = byId('world-toggle', HTMLButtonElement);
  /** @param {boolean} open */
  const set = (open) => {
    world.classList.toggle('open', open);
    toggle.setAttribute('aria-expanded', String(open));
  };
  toggle.addEventListener('click', () => {
    set(!world.classList.contains('open'));
    if (world.classList.contains('open')) byId('world-close', HTMLButtonElement).focus();
  });
  const close = () => {
    set(false);
    toggle.focus();
  };
  byId('world-close', HTMLButtonElement).addEventListener('click', close);
  world.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && world.classList.contains('open')) close();
  });
};
