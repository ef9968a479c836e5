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

/** @type {WeakMap<HTMLElement, Map<string, { shown: string, node: HTMLElement }>>} */
const kept = new WeakMap();

/**
 * Shows a list in `parent`, leaving every entry that shows the same as before alone: focus, selection and
 * screen readers are disturbed only by what changed.
 * @param {HTMLElement} parent
 * @param {{ key: string, shown: string, make: () => HTMLElement }[]} entries
 */
export const showList = (parent, entries) => {
  const before = kept.get(parent) ?? new Map();
  const after = new Map();
  for (const { key, shown, make } of entries) {
    const old = before.get(key);
    after.set(key, old?.shown === shown ? old : { shown, node: make() });
  }
  for (const [key, { node }] of before) if (after.get(key)?.node !== node) node.remove();
  let at = 0;
  for (const { node } of after.values()) {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
    at += 1;
  }
  kept.set(parent, after);
};
