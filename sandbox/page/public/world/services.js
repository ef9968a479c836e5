import { h } from '../dom.js';

/**
 * @typedef {import('../../world-panel.ts').ServiceView} ServiceView
 * @typedef {import('../../world-panel.ts').DeploymentView} DeploymentView
 * @typedef {import('../../world-panel.ts').TaskView} TaskView
 */

const SAID = { PENDING: 'starting', RUNNING: 'running', DEACTIVATING: 'stopping', STOPPED: 'failed' };

/** @param {ServiceView} service */
const primary = ({ deployments }) => deployments.find(({ status }) => status === 'PRIMARY')?.id;

/** Whether nothing is under way, and nothing is missing. @param {ServiceView} service */
const isSteady = ({ running, desired, pending, deployments }) =>
  running === desired &&
  pending === 0 &&
  deployments.length <= 1 &&
  deployments.every(({ state }) => state === 'COMPLETED');

/** @param {ServiceView} service */
const counts = ({ running, desired, pending }) =>
  `${running} of ${desired} running${pending > 0 ? `, ${pending} starting` : ''}`;

/**
 * A square for each task; those of the newest deployment are set off while there is an older one.
 * @param {ServiceView} service
 */
const squares = (service) =>
  h(
    'span',
    { class: 'squares', role: 'img', 'aria-label': counts(service) },
    ...service.tasks.map(({ status, deployment, id }) =>
      h('span', {
        class: `square ${SAID[status]}${deployment === primary(service) ? ' new' : ''}`,
        title: `${id} ${SAID[status]}`,
      }),
    ),
  );

/** @param {DeploymentView} deployment */
const deploymentLine = ({ id, status, state, running, desired, failed }) => {
  const look = state === 'COMPLETED' ? 'good' : state === 'FAILED' ? 'bad' : 'busy';
  return h(
    'li',
    { class: 'fact' },
    h('span', { class: `chip ${look}` }, state.toLowerCase().replaceAll('_', ' ')),
    h('span', { class: 'mono' }, `…${id.slice(-6)}`),
    h('span', { class: 'soft' }, `${status.toLowerCase()} · ${running}/${desired}`),
    failed > 0 && h('span', { class: 'chip bad' }, `${failed} failed`),
  );
};

/**
 * @param {TaskView} task
 * @param {boolean} isNew
 */
const taskLine = ({ id, status, reason }, isNew) => {
  const look = { PENDING: 'busy', RUNNING: 'good', DEACTIVATING: 'calm', STOPPED: 'bad' }[status];
  return h(
    'li',
    { class: 'fact' },
    h('span', { class: `chip ${look}` }, SAID[status]),
    h('span', { class: 'mono' }, id),
    isNew && h('span', { class: 'soft' }, 'new'),
    status === 'STOPPED' && reason !== '' && h('span', { class: 'soft reason', title: reason }, reason),
  );
};

/**
 * One service: a line, and below it everything there is to it.
 * @param {ServiceView} service
 */
const serviceElement = (service) => {
  const { stack, name, short = name, revision, deployments, tasks, lastEvent } = service;
  const steady = isSteady(service);
  const isRolling = deployments.length > 1;
  return h(
    'details',
    { class: steady ? 'service' : 'service moving', 'data-key': `${stack}/${name}`, open: !steady },
    h(
      'summary',
      { class: 'service-head', 'data-key': `head ${stack}/${name}` },
      h('h4', {}, short),
      squares(service),
      h('span', { class: 'service-counts' }, `${service.running}/${service.desired}`),
    ),
    h('p', { class: 'soft' }, counts(service), ' · ', h('code', {}, revision)),
    h('h5', {}, 'Deployments'),
    h('ul', { class: 'lines' }, ...deployments.map(deploymentLine)),
    h('h5', {}, 'Tasks'),
    h(
      'ul',
      { class: 'lines' },
      ...tasks.map((task) => taskLine(task, isRolling && task.deployment === primary(service))),
    ),
    lastEvent !== '' && h('p', { class: 'event', title: lastEvent }, lastEvent),
  );
};

/**
 * The services by their stacks. A folded stack shows only what isn't steady.
 * @param {ServiceView[]} services
 * @param {{ isOpen: (stack: string) => boolean, toggle: (stack: string) => void }} folding
 */
export const worldEntries = (services, { isOpen, toggle }) =>
  [...new Set(services.map(({ stack }) => stack))].flatMap((stack) => {
    const own = services.filter((service) => service.stack === stack);
    const moving = own.filter((service) => !isSteady(service));
    const open = isOpen(stack);
    const said =
      moving.length === 0 ? `${own.length} steady` : `${moving.length} of ${own.length} not steady`;
    return [
      {
        key: `stack ${stack}`,
        shown: `${stack} ${open} ${said}`,
        make: () =>
          h(
            'h3',
            { class: 'stack' },
            h(
              'button',
              {
                type: 'button',
                'aria-expanded': String(open),
                'data-key': stack,
                click: () => toggle(stack),
              },
              h('span', {}, stack),
              h('span', { class: moving.length === 0 ? 'soft' : 'chip busy' }, said),
            ),
          ),
      },
      ...(open ? own : moving).map((service) => ({
        key: `service ${stack} ${service.name}`,
        shown: JSON.stringify(service),
        make: () => serviceElement(service),
      })),
    ];
  });
