import { textNodes } from '../blocks/text.js';
import { h, newId, remembered } from '../dom.js';

/** @typedef {import('./elements.js').Confirm} Confirm */

/**
 * A question's dialog: whoever presses one of its buttons closes it with that button's value.
 * @param {import('../../../slack/options.ts').Directory} directory
 * @param {Confirm} confirm
 */
const questionOf = (directory, { title, text, confirm, deny, style }) => {
  const dialog = document.createElement('dialog');
  const [titleId, textId] = [newId('confirm-title'), newId('confirm-text')];
  dialog.className = 'confirm';
  dialog.setAttribute('aria-labelledby', titleId);
  dialog.setAttribute('aria-describedby', textId);
  dialog.append(
    h('h2', { id: titleId }, title?.text ?? 'Are you sure?'),
    h('div', { id: textId }, ...textNodes(directory, text)),
    h(
      'form',
      { method: 'dialog', class: 'confirm-buttons' },
      h('button', { type: 'submit', value: 'no', class: 'button' }, deny?.text ?? 'Cancel'),
      h(
        'button',
        { type: 'submit', value: 'yes', class: `button ${style ?? 'primary'}` },
        confirm?.text ?? 'Yes',
      ),
    ),
  );
  return dialog;
};

/**
 * Asks the confirmation of a Block Kit element; without one the answer is yes. Each question has a dialog of
 * its own: a browser tells of a dialog's closing a moment later, when the next question may be open already.
 * @param {import('../../../slack/options.ts').Directory} directory
 * @param {{ confirm?: Confirm | undefined }} element
 * @returns {Promise<boolean>}
 */
export const confirmed = async (directory, { confirm }) => {
  if (confirm === undefined) return true;
  const active = document.activeElement;
  const refocus = remembered(active instanceof HTMLElement ? active : null);
  const dialog = questionOf(directory, confirm);
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  dialog.remove();
  refocus();
  return dialog.returnValue === 'yes';
};
