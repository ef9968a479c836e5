/**
 * Makes an element. Strings become text nodes: nothing that comes from outside is ever parsed as HTML.
 * @param {string} tag
 * @param {Record<string, string | boolean | ((event: Event) => void) | undefined>} [attributes]
 *   a function is a listener, `true` an empty attribute, `false` and undefined none
 * @param {...(Node | string | undefined | null | false)} children
 * @returns {HTMLElement}
 */
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return element;
};

/**
 * Finds an element of index.html.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export const byId = (id, type) => {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`index.html has no ${type.name} #${id}`);
  return element;
};

let ids = 0;

/**
 * An id that no other element has.
 * @param {string} kind
 */
export const newId = (kind) => {
  ids += 1;
  return `${kind}-${ids}`;
};

/**
 * What a person has in hand in an entry, by `data-key`: what they have unfolded, and what has the focus.
 * @param {HTMLElement} node
 */
const inHand = (node) => {
  const open = [...node.querySelectorAll('details[data-key][open]')].map((one) =>
    one.getAttribute('data-key'),
  );
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && node.contains(active) ? active : undefined;
  return { open, focused: focused && (focused.dataset['key'] ?? '') };
};

/**
 * @param {HTMLElement} node
 * @param {{ open: (string | null)[], focused: string | undefined }} before
 */
const giveBack = (node, { open, focused }) => {
  for (const details of node.querySelectorAll('details[data-key]')) {
    if (open.includes(details.getAttribute('data-key'))) details.setAttribute('open', '');
  }
  if (focused === undefined) return;
  const same = [...node.querySelectorAll('[data-key]')].find(
    (one) => one.getAttribute('data-key') === focused,
  );
  // What was focused is gone: the entry itself is the nearest place for a person at the keyboard.
  if (!same) node.tabIndex = -1;
  (same instanceof HTMLElement ? same : node).focus({ preventScroll: true });
};

/**
 * Remembers an element, so that it, or what took its place in its entry, can be given the focus later.
 * @param {HTMLElement | null} element
 * @returns {() => void}
 */
export const remembered = (element) => {
  const key = element?.dataset['key'];
  const entry = element?.closest('[data-entry]')?.getAttribute('data-entry');
  return () => {
    if (element?.isConnected) {
      element.focus({ preventScroll: true });
      return;
    }
    const place = [...document.querySelectorAll('[data-entry]')].find(
      (one) => one.getAttribute('data-entry') === entry,
    );
    if (place instanceof HTMLElement) giveBack(place, { open: [], focused: key ?? '' });
  };
};

/** @type {WeakMap<HTMLElement, Map<string, { shown: string, node: HTMLElement }>>} */
const kept = new WeakMap();

/**
 * Shows a list in `parent`, leaving every entry that shows the same as before alone: focus, selection and
 * screen readers are disturbed only by what changed. In what changed, `data-key` says what is the same.
 * @param {HTMLElement} parent
 * @param {{ key: string, shown: string, make: () => HTMLElement }[]} entries
 */
export const showList = (parent, entries) => {
  const before = kept.get(parent) ?? new Map();
  const after = new Map();
  const hands = new Map();
  for (const { key, shown, make } of entries) {
    const old = before.get(key);
    if (old?.shown === shown) after.set(key, old);
    else {
      const node = make();
      node.dataset['entry'] = key;
      if (old) hands.set(node, inHand(old.node));
      after.set(key, { shown, node });
    }
  }
  for (const [key, { node }] of before) if (after.get(key)?.node !== node) node.remove();
  let at = 0;
  for (const { node } of after.values()) {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
    at += 1;
  }
  for (const [node, hand] of hands) giveBack(node, hand);
  kept.set(parent, after);
};
