import { textNodes } from '../blocks/text.js';
import { byId, remembered } from '../dom.js';

/**
 * Asks the confirmation of a Block Kit element; without one the answer is yes.
 * @param {import('../../../slack/options.ts').Directory} directory
 * @param {{ confirm?: import('./elements.js').Confirm | undefined }} element
 * @returns {Promise<boolean>}
 */
export const confirmed = async (directory, { confirm }) => {
  if (confirm === undefined) return true;
  const dialog = byId('confirm', HTMLDialogElement);
  byId('confirm-title', HTMLElement).textContent = confirm.title?.text ?? 'Are you sure?';
  byId('confirm-text', HTMLElement).replaceChildren(...textNodes(directory, confirm.text));
  byId('confirm-no', HTMLButtonElement).textContent = confirm.deny?.text ?? 'Cancel';
  const yes = byId('confirm-yes', HTMLButtonElement);
  yes.textContent = confirm.confirm?.text ?? 'Yes';
  yes.className = `button ${confirm.style ?? 'primary'}`;
  const active = document.activeElement;
  const refocus = remembered(active instanceof HTMLElement ? active : null);
  dialog.returnValue = 'no';
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  refocus();
  return dialog.returnValue === 'yes';
};
