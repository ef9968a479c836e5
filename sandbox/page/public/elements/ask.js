import { byId } from './dom.js';
import { textNodes } from './text.js';

/**
 * Asks the confirmation of a Block Kit element; without one the answer is yes.
 * @param {import('../../slack/options.ts').Directory} directory
 * @param {import('../../slack/blocks/message-blocks.ts').Interactive} element
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
  dialog.returnValue = 'no';
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  return dialog.returnValue === 'yes';
};
