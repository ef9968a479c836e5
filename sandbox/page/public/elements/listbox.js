import { h, newId } from '../dom.js';

/** @typedef {{ label: string, note: string }} Offer */

/**
 * A list of offers under (or over) a text field, after the ARIA combobox pattern: the focus stays in the field.
 * @template {Offer} O
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {(offer: O) => void} onChoose
 */
export const listbox = (input, list, onChoose) => {
  /** @type {O[]} */
  let offers = [];
  let active = -1;
  list.id ||= newId('list');
  list.setAttribute('role', 'listbox');
  list.hidden = true;
  let isOpen = false;
  /** @param {boolean} open */
  const set = (open) => {
    isOpen = open;
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
  };
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  }))
    input.setAttribute(name, value);

  /** @param {number} at */
  const activate = (at) => {
    active = at;
    [...list.children].forEach((child, i) => {
      child.setAttribute('aria-selected', String(i === at));
    });
    const chosen = list.children[at];
    if (chosen) {
      input.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    offers = [];
    list.replaceChildren();
    set(false);
    activate(-1);
  };
  /** @param {number} at */
  const choose = (at) => {
    const offer = offers[at];
    close();
    if (offer) onChoose(offer);
  };

  /**
   * Shows these offers, the one at `first` chosen already; -1 for none.
   * @param {O[]} shown
   * @param {number} first
   */
  const open = (shown, first) => {
    offers = shown;
    list.replaceChildren(
      ...shown.map(({ label, note }, i) =>
        h(
          'li',
          {
            id: `${list.id}-${i}`,
            role: 'option',
            class: 'offer',
            // The field keeps the focus.
            mousedown: (event) => event.preventDefault(),
            click: () => choose(i),
          },
          h('span', { class: 'offer-label' }, label),
          note !== '' && h('span', { class: 'offer-note' }, note),
        ),
      ),
    );
    set(shown.length > 0);
    activate(shown.length === 0 ? -1 : first);
  };

  /**
   * Takes a key that is meant for the list.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it was
   */
  const key = (event) => {
    if (!isOpen || event.isComposing) return false;
    const last = offers.length - 1;
    if (event.key === 'ArrowDown') activate(active === last ? 0 : active + 1);
    else if (event.key === 'ArrowUp') activate(active <= 0 ? last : active - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Tab' && !event.shiftKey) choose(Math.max(active, 0));
    else if (event.key === 'Enter' && active >= 0) choose(active);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { open, close, key, isOpen: () => isOpen };
};
