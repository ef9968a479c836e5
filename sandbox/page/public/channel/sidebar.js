import { byId, h, showList } from '../dom.js';
import { channelOf, channelsOf, isAtHome, session } from '../session.js';

/**
 * @typedef {import('../session.js').PageState} PageState
 * @typedef {import('../session.js').Channel} Channel
 */

/** Until when each channel has been read, by channel id: a message's time. @type {Map<string, number>} */
const readUntil = new Map();

/**
 * When the newest message came, also in threads and to this person alone.
 * @param {PageState} state
 * @param {string} channel
 */
const newest = (state, channel) => {
  const roots = state.messages[channel] ?? [];
  const whispers = state.ephemerals.filter((one) => one.channel === channel && one.user === session.user);
  return Math.max(
    0,
    ...[...roots.flatMap((root) => [root, ...root.thread]), ...whispers].map(({ ts }) => Number(ts)),
  );
};

/**
 * @param {PageState} state
 * @param {Channel} channel
 * @param {boolean} isHere
 */
const isUnread = (state, { id }, isHere) => {
  const now = newest(state, id);
  if (isHere || !readUntil.has(id)) readUntil.set(id, now);
  return now > (readUntil.get(id) ?? 0);
};

/** @param {PageState} state @param {Channel} channel */
const nameOf = ({ directory }, { name, direct }) =>
  direct === undefined ? `# ${name}` : `@ ${directory.bot.name}`;

/** @param {PageState} state */
export const showSidebar = (state) => {
  const { directory } = state;
  const here = channelOf(state);
  byId('team', HTMLElement).textContent = directory.team.name;
  showList(
    byId('channels', HTMLElement),
    channelsOf(state).map((channel) => {
      const isHere = channel.id === here?.id;
      const unread = isUnread(state, channel, isHere);
      const name = nameOf(state, channel);
      return {
        key: channel.id,
        shown: `${name} ${isHere} ${unread}`,
        make: () =>
          h(
            'li',
            {},
            h(
              'a',
              {
                href: `#${channel.id}`,
                class: unread ? 'unread' : undefined,
                'aria-current': isHere ? 'page' : undefined,
                'data-key': channel.id,
              },
              name,
              unread && h('span', { class: 'visually-hidden' }, ', new messages'),
            ),
          ),
      };
    }),
  );
  showList(byId('apps', HTMLElement), [
    {
      key: 'home',
      shown: String(isAtHome()),
      make: () =>
        h(
          'li',
          {},
          h(
            'a',
            { href: '#home', 'aria-current': isAtHome() ? 'page' : undefined, 'data-key': 'home' },
            h('span', { class: 'wheel', 'aria-hidden': 'true' }),
            'Home',
          ),
        ),
    },
  ]);
};
