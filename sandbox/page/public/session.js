/**
 * @typedef {import('../state.ts').PageState} PageState
 * @typedef {import('../guide.ts').Guide} Guide
 * @typedef {import('../../slack/options.ts').SandboxChannel} Channel
 * @typedef {import('../../slack/options.ts').SandboxUser} User
 */

/** @type {Guide} */
const noGuide = {
  command: '/ops',
  description: '',
  verbs: [],
  targets: [],
  channelStacks: {},
  shortcuts: [],
  people: {},
  tries: [],
};

/** What the whole page goes by. `changed` shows it all anew. */
export const session = {
  /** @type {PageState | undefined} */
  state: undefined,
  guide: noGuide,
  /** Who acts: a user id. */
  user: '',
  /** The root of the thread that is answered. @type {string | undefined} */
  threadTs: undefined,
  /** @type {() => void} */
  changed: () => {},
};

/**
 * Whether this person sees this channel in the list.
 * @param {PageState} state
 * @param {Channel} channel
 */
const sees = ({ directory }, { direct, kind, members }) => {
  if (direct !== undefined) return direct === session.user;
  const person = directory.users.find(({ id }) => id === session.user);
  const isIn = members?.includes(session.user) ?? true;
  const isMember =
    (person?.kind ?? 'member') === 'member' && (person?.team ?? directory.team.id) === directory.team.id;
  return isIn || (isMember && kind !== 'private');
};

/**
 * The channels that the acting person sees, direct messages last.
 * @param {PageState} state
 */
export const channelsOf = (state) => {
  const seen = state.directory.channels.filter((channel) => sees(state, channel));
  return [...seen.filter(({ direct }) => !direct), ...seen.filter(({ direct }) => direct)];
};

/** Whether the app's Home is looked at. */
export const isAtHome = () => location.hash === '#home';

/**
 * The channel that is looked at; undefined at the Home, and where this person sees none.
 * @param {PageState} state
 */
export const channelOf = (state) => {
  if (isAtHome()) return undefined;
  const channels = channelsOf(state);
  return channels.find(({ id }) => id === location.hash.slice(1)) ?? channels[0];
};
