import { confirmed } from './ask.js';
import { byId, h, showList } from './dom.js';
import { channelEntries } from './messages.js';
import { faultEntries, worldEntries } from './world.js';

/**
 * @typedef {import('../state.ts').PageState} PageState
 * @typedef {import('../../slack/blocks/message-blocks.ts').Interactive} Interactive
 */

const log = byId('log', HTMLElement);
const line = byId('line', HTMLInputElement);
const user = byId('user', HTMLSelectElement);
const sent = byId('sent', HTMLElement);
const connection = byId('connection', HTMLElement);

/** @type {PageState | undefined} */
let state;
/** Roots whose older replies are shown. @type {Set<string>} */
const unfolded = new Set();
/** Lines sent, newest last; the arrow keys go through them. @type {string[]} */
const typed = [];
let recalled = 0;

/** @param {PageState} now */
const channelOf = ({ directory: { channels } }) =>
  channels.find(({ id }) => id === location.hash.slice(1)) ?? channels[0];

/**
 * @param {string} path
 * @param {object} body
 * @returns {Promise<{ outcome?: string, ms?: number, status?: number | null, error?: string }>}
 */
const post = async (path, body) => {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return await response.json();
  } catch {
    return { error: 'The sandbox does not answer: is it still running?' };
  }
};

/** @param {Awaited<ReturnType<typeof post>>} answer */
const tell = ({ error, outcome, ms, status }) => {
  const said = {
    acked: `Acknowledged in ${ms} ms`,
    'invalid-ack': 'The bot answered something Slack can not show',
    refused: `The bot refused: HTTP ${status}`,
    timeout: 'The bot did not answer in time',
    unreachable: 'The bot can not be reached',
  }[outcome ?? ''];
  sent.textContent = error ?? said ?? '';
  sent.classList.toggle('failed', error !== undefined || outcome !== 'acked');
};

/**
 * @param {string} ts
 * @param {Interactive} element
 * @param {string} [value]
 */
const use = async (ts, element, value) => {
  const channel = state && channelOf(state);
  if (state === undefined || channel === undefined) return;
  if (element.action_id === undefined || !(await confirmed(state.directory, element))) return;
  const click = { user: user.value, channel: channel.id, ts, actionId: element.action_id };
  tell(await post('/click', value === undefined ? click : { ...click, value }));
};

const show = () => {
  if (state === undefined) return;
  const { directory } = state;
  const channel = channelOf(state);
  if (channel === undefined) return;
  byId('team', HTMLElement).textContent = directory.team.name;
  byId('channel-name', HTMLElement).textContent = `# ${channel.name}`;
  byId('channel-note', HTMLElement).textContent = channel.botIsMember
    ? ''
    : `@${directory.bot.name} is not in this channel`;
  showList(
    byId('channels', HTMLElement),
    directory.channels.map(({ id, name, botIsMember }) => ({
      key: id,
      shown: `${name} ${id === channel.id} ${botIsMember}`,
      make: () =>
        h(
          'li',
          {},
          h('a', { href: `#${id}`, 'aria-current': id === channel.id ? 'page' : undefined }, `# ${name}`),
        ),
    })),
  );
  showList(
    user,
    directory.users.map(({ id, name, team }) => {
      const label = team === undefined || team === directory.team.id ? name : `${name} (another team)`;
      return { key: id, shown: label, make: () => h('option', { value: id }, label) };
    }),
  );
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  const entries = channelEntries(
    state,
    { channel: channel.id, user: user.value, unfolded },
    {
      onUse: (ts, element, value) => void use(ts, element, value),
      unfold: (ts) => {
        unfolded.add(ts);
        show();
      },
    },
  );
  const nothing = {
    key: 'nothing',
    shown: channel.id,
    make: () => h('p', { class: 'nothing' }, `Nothing in #${channel.name} yet. Type a command below.`),
  };
  showList(log, entries.length === 0 ? [nothing] : entries);
  if (atEnd) log.scrollTop = log.scrollHeight;
  showList(byId('services', HTMLElement), worldEntries(state.world.services));
  showList(
    byId('faults', HTMLElement),
    faultEntries(state.faults, async (id, on) => {
      const { error } = await post('/fault', { id, on });
      if (error !== undefined) tell({ error });
    }),
  );
};

byId('composer', HTMLFormElement).addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = line.value.trim();
  const channel = state && channelOf(state);
  if (text === '' || channel === undefined) return;
  typed.push(text);
  recalled = typed.length;
  line.value = '';
  sent.classList.remove('failed');
  sent.textContent = 'Sending…';
  tell(await post('/command', { user: user.value, channel: channel.id, text }));
});

line.addEventListener('keydown', (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  recalled = Math.min(typed.length, Math.max(0, recalled + step));
  line.value = typed[recalled] ?? '';
});

user.addEventListener('change', show);
window.addEventListener('hashchange', () => {
  show();
  log.scrollTop = log.scrollHeight;
});

const events = new EventSource('/events');
events.addEventListener('message', ({ data }) => {
  const first = state === undefined;
  state = JSON.parse(data);
  connection.textContent = '';
  show();
  if (first) log.scrollTop = log.scrollHeight;
});
events.addEventListener('error', () => {
  connection.textContent = 'Connection lost: trying again…';
});
line.focus({ preventScroll: true });
