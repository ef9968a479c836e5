import { h, remembered } from '../dom.js';

/** @typedef {{ label: string, note?: string, run: () => void }} MenuItem */

const GAP = 4;

/**
 * Puts the menu below its button, or above where there is more room; never outside of the window.
 * @param {HTMLElement} menu
 * @param {DOMRect} at
 */
const place = (menu, at) => {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = at.bottom + GAP + height <= window.innerHeight || at.top < height + GAP;
  menu.style.top = `${below ? at.bottom + GAP : at.top - GAP - height}px`;
  menu.style.left = `${Math.max(GAP, Math.min(at.left, window.innerWidth - width - GAP))}px`;
};

/**
 * Opens a menu at a button. Arrow keys go through it, Escape and a click elsewhere close it.
 * @param {EventTarget | null} opener
 * @param {MenuItem[]} items
 */
export const openMenu = (opener, items) => {
  if (!(opener instanceof HTMLElement)) return;
  const refocus = remembered(opener);
  const name = opener.getAttribute('aria-label') ?? opener.textContent;
  const menu = h('div', { class: 'menu-list', role: 'menu', popover: 'auto', 'aria-label': name ?? 'Menu' });
  const entries = items.map(({ label, note, run }) =>
    h(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        class: 'menu-item',
        tabindex: '-1',
        click: () => {
          menu.hidePopover();
          run();
        },
      },
      h('span', { class: 'menu-label' }, label),
      note !== undefined && note !== '' && h('span', { class: 'menu-note' }, note),
    ),
  );
  menu.append(...entries);
  menu.addEventListener('keydown', (event) => {
    const active = document.activeElement;
    const at = active instanceof HTMLElement ? entries.indexOf(active) : -1;
    const last = entries.length - 1;
    const next = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      entries[next]?.focus();
    }
    if (event.key === 'Tab') menu.hidePopover();
  });
  menu.addEventListener('toggle', (event) => {
    if (!(event instanceof ToggleEvent) || event.newState === 'open') return;
    const had = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    opener.setAttribute('aria-expanded', 'false');
    if (had) refocus();
  });
  // Inside of an open dialog everything outside of it can't be used.
  (opener.closest('dialog') ?? document.body).append(menu);
  menu.showPopover();
  place(menu, opener.getBoundingClientRect());
  opener.setAttribute('aria-expanded', 'true');
  entries[0]?.focus();
};
