import { isFine, post, sentence } from '../api.js';
import { byId, remembered } from '../dom.js';
import { conversationAtHand } from '../elements/fields.js';
import { session } from '../session.js';
import { fillingOf, handsOf } from './doing.js';
import { showErrors, viewBlocks } from './view-blocks.js';

/** @typedef {import('../../../slack/views/seen-view.ts').SeenView} SeenView */

const dialog = byId('modal', HTMLDialogElement);
const body = byId('modal-body', HTMLElement);
const trouble = byId('modal-trouble', HTMLElement);
const submitButton = byId('modal-submit', HTMLButtonElement);
const closeButton = byId('modal-close', HTMLButtonElement);

/** What was typed in the views that are open, by view id and block_id. @type {Map<string, Map<string, string>>} */
const typedIn = new Map();
/** @type {SeenView | undefined} */
let shown;
let refocus = () => {};
/** From the click on submit until what came of it is seen. @type {'no' | 'sent' | 'answered'} */
let submitting = 'no';

/** @param {string} viewId */
const textsOf = (viewId) => {
  const texts = typedIn.get(viewId) ?? new Map();
  typedIn.set(viewId, texts);
  return texts;
};

/** The elements that can have the focus, in their order. */
const focusable = () =>
  [...dialog.querySelectorAll('input, select, textarea, button, a[href], summary')].filter(
    (one) => one instanceof HTMLElement && !one.matches(':disabled, [hidden]') && one.offsetParent !== null,
  );

/** @param {string | undefined} inHand the `data-key` of what had the focus before, where it may be there again */
const focusFirst = (inHand) => {
  const same = inHand === undefined ? null : body.querySelector(`[data-key="${CSS.escape(inHand)}"]`);
  const wanted = shown?.view.blocks.find(
    (block) => block.type === 'input' && 'focus_on_load' in block.element && block.element.focus_on_load,
  );
  const field = wanted
    ? body.querySelector(`[data-field="${CSS.escape(wanted.block_id ?? '')}"]`)
    : body.querySelector('input, select, textarea, button');
  const first = same ?? field ?? (submitButton.hidden ? closeButton : submitButton);
  if (first instanceof HTMLElement) first.focus();
};

/**
 * Slack's client fills in by itself the conversation that is looked at.
 * @param {SeenView} seen
 */
const fillInPlace = async ({ view }) => {
  for (const block of view.blocks) {
    if (block.type !== 'input' || block.element.type !== 'conversations_select') continue;
    const { block_id: blockId = '', element } = block;
    const value = view.state.values[blockId]?.[element.action_id ?? ''];
    const here = conversationAtHand(element);
    const isEmpty = value?.type === 'conversations_select' && value.selected_conversation === null;
    if (!isEmpty || here === undefined) continue;
    const select = body.querySelector(`[data-field="${CSS.escape(blockId)}"]`);
    if (select instanceof HTMLSelectElement) select.value = here;
    await post('/fill', { user: session.user, view: 'modal', values: { [blockId]: here } });
  }
};

/** @param {SeenView} seen */
const build = (seen) => {
  const { state } = session;
  if (state === undefined) return;
  const { view } = seen;
  const texts = textsOf(view.id);
  // What is typed here and not yet sent stays where its field stays.
  for (const [blockId, text] of texts) {
    for (const value of Object.values(view.state.values[blockId] ?? {}))
      if ('value' in value) value.value = text;
  }
  byId('modal-title', HTMLElement).textContent = view.title?.text ?? '';
  submitButton.hidden = view.submit === null;
  submitButton.textContent = view.submit?.text ?? '';
  closeButton.textContent = view.close?.text ?? 'Cancel';
  const does = { filling: fillingOf('modal', texts), hands: handsOf('modal', () => shown) };
  body.replaceChildren(...viewBlocks(state.directory, seen, does));
  body.scrollTop = 0;
};

/** @param {SeenView} seen */
const complain = ({ errors, trouble: said = '' }) => {
  trouble.textContent = said;
  trouble.hidden = said === '';
  const isNew = JSON.stringify(errors) !== JSON.stringify(shown?.errors ?? {});
  const first = showErrors(body, errors);
  if (isNew) first?.focus();
};

const settle = () => {
  submitting = 'no';
  submitButton.disabled = false;
  submitButton.removeAttribute('aria-busy');
};

/** Shows the acting person's modal as it is now, or none. What they are doing in it isn't disturbed. */
export const showModal = () => {
  const seen = session.state?.modals[session.user]?.at(-1);
  if (submitting === 'answered') settle();
  if (seen === undefined) {
    if (shown === undefined) return;
    shown = undefined;
    typedIn.clear();
    settle();
    dialog.close();
    refocus();
    return;
  }
  const isNew = shown?.view.id !== seen.view.id || shown.view.hash !== seen.view.hash;
  if (isNew) {
    const active = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const isOther = shown?.view.id !== seen.view.id;
    const inHand = isOther ? undefined : active?.dataset['key'];
    if (!dialog.open) refocus = remembered(active);
    build(seen);
    shown = { ...seen, errors: {} };
    if (!dialog.open) dialog.showModal();
    focusFirst(inHand);
    void fillInPlace(seen);
  }
  complain(seen);
  shown = seen;
};

/** @param {'cancel' | 'dismiss'} how */
const close = (how) => void post('/close', { user: session.user, how });

const submit = async () => {
  if (shown === undefined || submitting !== 'no') return;
  submitting = 'sent';
  submitButton.disabled = true;
  submitButton.setAttribute('aria-busy', 'true');
  const inputs = new Set(shown.view.blocks.map(({ block_id: blockId }) => blockId));
  const values = Object.fromEntries([...textsOf(shown.view.id)].filter(([blockId]) => inputs.has(blockId)));
  const answer = await post('/submit', { user: session.user, values });
  if (isFine(answer)) {
    // What came of it arrives with the next state, at the latest a moment later.
    submitting = 'answered';
    setTimeout(settle, 500);
    return;
  }
  settle();
  if (answer.error !== undefined) {
    trouble.textContent = sentence(answer);
    trouble.hidden = false;
  }
};

/** Makes the modal's own buttons and keys work. */
export const startModal = () => {
  byId('modal-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  closeButton.addEventListener('click', () => close('cancel'));
  byId('modal-x', HTMLButtonElement).addEventListener('click', () => close('dismiss'));
  // Escape: the dialog stays until Slack says that its view is closed.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close('cancel');
  });
  dialog.addEventListener('keydown', (event) => {
    const { key, shiftKey, target, metaKey, ctrlKey } = event;
    if (key === 'Enter' && target instanceof HTMLTextAreaElement && (metaKey || ctrlKey)) {
      event.preventDefault();
      void submit();
    }
    if (key !== 'Tab') return;
    const all = focusable();
    const [first, last] = [all[0], all.at(-1)];
    const edge = shiftKey ? first : last;
    if (document.activeElement !== edge) return;
    event.preventDefault();
    const other = shiftKey ? last : first;
    if (other instanceof HTMLElement) other.focus();
  });
};
