import { h } from '../dom.js';

/** @typedef {import('../../world-panel.ts').FaultSwitch} FaultSwitch */

/**
 * @param {FaultSwitch} fault
 * @param {(id: string, on: boolean) => void} onSwitch
 */
const faultElement = ({ id, label, how, on }, onSwitch) =>
  how === 'push'
    ? h(
        'button',
        { type: 'button', class: 'switch', 'data-key': id, click: () => onSwitch(id, true) },
        h('span', {}, label),
        h('span', { class: 'push', 'aria-hidden': 'true' }, '▸'),
      )
    : h(
        'button',
        {
          type: 'button',
          class: 'switch',
          role: 'switch',
          'aria-checked': String(on),
          'data-key': id,
          click: () => onSwitch(id, !on),
        },
        h('span', {}, label),
        h('span', { class: 'track', 'aria-hidden': 'true' }),
      );

/**
 * What makes trouble, under what it strikes.
 * @param {FaultSwitch[]} faults
 * @param {(id: string, on: boolean) => void} onSwitch
 */
export const faultEntries = (faults, onSwitch) =>
  [...new Set(faults.map(({ group }) => group))].flatMap((group) => [
    { key: `group ${group}`, shown: group, make: () => h('h3', { class: 'fault-group' }, group) },
    ...faults
      .filter((fault) => fault.group === group)
      .map((fault) => ({
        key: fault.id,
        shown: JSON.stringify(fault),
        make: () => faultElement(fault, onSwitch),
      })),
  ]);
