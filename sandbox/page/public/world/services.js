import { h } from './dom.js';

/**
 * @typedef {import('../world-panel.ts').ServiceView} ServiceView
 * @typedef {import('../world-panel.ts').DeploymentView} DeploymentView
 * @typedef {import('../world-panel.ts').FaultSwitch} FaultSwitch
 */

/**
 * A bar of tasks: running, then pending, out of what is wanted or there.
 * @param {string} label
 * @param {{ running: number, pending: number, desired: number }} counts
 */
const bar = (label, { running, pending, desired }) => {
  const whole = Math.max(desired, running + pending, 1);
  const part = (/** @type {string} */ kind, /** @type {number} */ count) => {
    const piece = h('span', { class: `bar-${kind}` });
    piece.style.width = `${(100 * count) / whole}%`;
    return piece;
  };
  return h(
    'div',
    { class: 'bar', role: 'img', 'aria-label': label },
    running > 0 && part('running', running),
    pending > 0 && part('pending', pending),
  );
};

/** @param {DeploymentView} deployment */
const deployment = ({ id, status, state, running, desired, failed }) => {
  const look = state === 'COMPLETED' ? 'good' : state === 'FAILED' ? 'bad' : 'busy';
  return h(
    'li',
    { class: 'deployment' },
    h('span', { class: `chip ${look}` }, state.toLowerCase().replaceAll('_', ' ')),
    h('span', { class: 'deployment-id' }, id.split('/').at(-1) ?? id),
    h('span', { class: 'deployment-counts' }, `${status.toLowerCase()} · ${running}/${desired}`),
    failed > 0 && h('span', { class: 'chip bad' }, `${failed} failed`),
  );
};

/**
 * One service.
 * @param {ServiceView} service
 */
const serviceCard = (service) => {
  const { name, running, desired, pending, revision, deployments, lastEvent } = service;
  const counts = `${running} of ${desired} running${pending > 0 ? `, ${pending} pending` : ''}`;
  const well = running === desired && pending === 0 && deployments.length <= 1;
  return h(
    'article',
    { class: well ? 'service' : 'service busy' },
    h('div', { class: 'service-head' }, h('h4', {}, name), h('code', {}, revision)),
    bar(counts, service),
    h('p', { class: 'counts' }, counts),
    h('ul', { class: 'deployments' }, ...deployments.map(deployment)),
    lastEvent !== '' && h('p', { class: 'event' }, lastEvent),
  );
};

/**
 * The services, each stack under its name.
 * @param {ServiceView[]} services
 */
export const worldEntries = (services) =>
  [...new Set(services.map(({ stack }) => stack))].flatMap((stack) => [
    { key: `stack ${stack}`, shown: stack, make: () => h('h3', { class: 'stack' }, stack) },
    ...services
      .filter((service) => service.stack === stack)
      .map((service) => ({
        key: `service ${stack} ${service.name}`,
        shown: JSON.stringify(service),
        make: () => serviceCard(service),
      })),
  ]);

/**
 * @param {FaultSwitch[]} faults
 * @param {(id: string, on: boolean) => void} onSwitch
 */
export const faultEntries = (faults, onSwitch) =>
  faults.map((fault) => ({
    key: fault.id,
    shown: JSON.stringify(fault),
    make: () =>
      h(
        'button',
        {
          type: 'button',
          class: 'switch',
          role: 'switch',
          'aria-checked': String(fault.on),
          click: () => onSwitch(fault.id, !fault.on),
        },
        h('span', {}, fault.label),
        h('span', { class: 'track', 'aria-hidden': 'true' }),
      ),
  }));
