import { blockElement } from '../blocks/blocks.js';
import { clock } from '../blocks/dates.js';
import { mrkdwnNodes, personName } from '../blocks/text.js';
import { h } from '../dom.js';
import { openMenu } from '../elements/menu.js';
import { withEmoji } from '../mrkdwn.js';
import { fileElement } from './files.js';

/**
 * @typedef {import('../../state.ts').PageState} PageState
 * @typedef {import('../../../slack/workspace/message.ts').Message} Message
 * @typedef {import('../../../slack/workspace/message.ts').Ephemeral} Ephemeral
 * @typedef {import('../../../slack/workspace/message.ts').RootMessage} RootMessage
 * @typedef {import('../elements/elements.js').Hands} Hands
 *
 * What can be done with the messages of a channel; `menu` are the entries of a message's menu.
 * @typedef {{ hands: (ts: string) => Hands, menu: (ts: string) => import('../elements/menu.js').MenuItem[],
 *   unfold: (ts: string) => void, answer: (ts: string) => void }} MessageActions
 */

/** Threads longer than this fold their older replies away. */
const REPLIES_SHOWN = 6;

/** A message's name in the name of its menu. */
const NAMED = 40;

/** @param {string} ts */
const when = (ts) => new Date(Number(ts) * 1000);

/**
 * @param {string} name
 * @param {'bot' | 'person' | 'slack'} kind
 */
const avatar = (name, kind) => {
  const tone = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 5;
  const look = kind === 'person' ? `tone-${tone}` : kind;
  return h(
    'span',
    { class: `avatar ${look}`, 'aria-hidden': 'true' },
    kind === 'bot' ? '' : name.slice(0, 1).toUpperCase(),
  );
};

/**
 * @param {PageState} state
 * @param {Message | Ephemeral} message
 */
const authorOf = ({ directory }, message) => {
  const author = 'from' in message ? (message.from === 'bot' ? directory.bot.userId : 'Slack') : message.user;
  const kind = author === directory.bot.userId ? 'bot' : author === 'Slack' ? 'slack' : 'person';
  return /** @type {const} */ ({ name: personName(directory, author), kind });
};

/**
 * @param {Message} message
 * @param {PageState} state
 */
const reactions = ({ reactions: given = [] }, { directory }) =>
  given.length > 0 &&
  h(
    'p',
    { class: 'reactions' },
    ...given.map(({ name, users }) =>
      h(
        'span',
        { class: 'reaction', title: users.map((user) => personName(directory, user)).join(', ') },
        `${withEmoji(`:${name}:`)} ${users.length}`,
      ),
    ),
  );

/**
 * The menu of a message; what only one person sees has none (docs.slack.dev, "Implementing shortcuts").
 * @param {Message} message
 * @param {MessageActions} actions
 */
const toolbar = ({ ts, text }, { menu }) =>
  h(
    'button',
    {
      type: 'button',
      class: 'message-menu',
      'aria-label': `More actions for “${text.slice(0, NAMED)}”`,
      'aria-haspopup': 'menu',
      'data-key': `menu ${ts}`,
      click: ({ currentTarget }) => openMenu(currentTarget, menu(ts)),
    },
    '⋯',
  );

/**
 * @param {PageState} state
 * @param {Message | Ephemeral} message
 * @param {MessageActions} actions
 * @param {...(Node | undefined)} below what follows in the same entry
 */
const entry = (state, message, actions, ...below) => {
  const { directory } = state;
  const whispered = 'from' in message;
  const { name, kind } = authorOf(state, message);
  const edited = !whispered && message.edited !== undefined;
  const at = when(message.ts);
  const hands = actions.hands(message.ts);
  const body =
    message.blocks.length === 0
      ? [h('div', {}, ...mrkdwnNodes(directory, message.text))]
      : message.blocks.map((block) => blockElement(directory, block, hands));
  return h(
    'article',
    {
      class: whispered ? 'message whispered' : 'message',
      'data-ts': message.ts,
      'aria-label': `${name}, ${clock(at)}`,
    },
    avatar(name, kind),
    h(
      'div',
      { class: 'message-body' },
      whispered &&
        h(
          'p',
          { class: 'only-you' },
          h('span', { class: 'eye', 'aria-hidden': 'true' }),
          'Only visible to you',
        ),
      h(
        'p',
        { class: 'byline' },
        h('strong', {}, name),
        kind !== 'person' && h('span', { class: 'badge' }, 'app'),
        h('time', { datetime: at.toISOString(), title: at.toLocaleString() }, clock(at)),
        edited && h('span', { class: 'edited' }, 'edited'),
      ),
      ...body,
      ...(whispered ? [] : (message.files ?? []).map(fileElement)),
      !whispered && reactions(message, state),
      ...below.filter((node) => node !== undefined),
    ),
    !whispered && toolbar(message, actions),
  );
};

/**
 * @param {PageState} state
 * @param {RootMessage} root
 * @param {(Message | Ephemeral)[]} replies
 * @param {MessageActions} actions
 * @param {boolean} isUnfolded
 */
const thread = (state, root, replies, actions, isUnfolded) => {
  if (replies.length === 0) return undefined;
  const hidden = isUnfolded ? 0 : Math.max(0, replies.length - REPLIES_SHOWN);
  return h(
    'div',
    { class: 'thread', role: 'group', 'aria-label': 'Thread' },
    h('p', { class: 'thread-count' }, replies.length === 1 ? '1 reply' : `${replies.length} replies`),
    hidden > 0 &&
      h(
        'button',
        { type: 'button', class: 'plain-button', 'data-key': 'unfold', click: () => actions.unfold(root.ts) },
        `Show ${hidden} earlier`,
      ),
    ...replies.slice(hidden).map((reply) => entry(state, reply, actions)),
    h(
      'button',
      { type: 'button', class: 'plain-button', 'data-key': 'answer', click: () => actions.answer(root.ts) },
      'Reply in the thread',
    ),
  );
};

/**
 * @param {{ ts: string }} a
 * @param {{ ts: string }} b
 */
const byTime = (a, b) => Number(a.ts) - Number(b.ts);

/**
 * The entries of a channel as this person sees it: messages and what only they see, oldest first.
 * @param {PageState} state
 * @param {{ channel: string, user: string, unfolded: Set<string>, threadTs: string | undefined }} view
 * @param {MessageActions} actions
 */
export const channelEntries = (state, { channel, user, unfolded, threadTs: answered }, actions) => {
  const roots = state.messages[channel] ?? [];
  const mine = state.ephemerals.filter((one) => one.channel === channel && one.user === user);
  const threaded = mine.filter(({ threadTs }) => roots.some(({ ts }) => ts === threadTs));
  /** @type {(RootMessage | Ephemeral)[]} */
  const all = [...roots, ...mine.filter((one) => !threaded.includes(one))];
  return all.toSorted(byTime).map((message) => {
    const replies =
      'thread' in message
        ? [...message.thread, ...threaded.filter(({ threadTs }) => threadTs === message.ts)].toSorted(byTime)
        : [];
    const isUnfolded = unfolded.has(message.ts);
    const isAnswered = message.ts === answered;
    return {
      key: `${channel} ${message.ts}`,
      shown: JSON.stringify([message, replies, isUnfolded, isAnswered]),
      make: () => {
        const below = 'thread' in message ? thread(state, message, replies, actions, isUnfolded) : undefined;
        const element = entry(state, message, actions, below);
        element.classList.toggle('answered', isAnswered);
        return element;
      },
    };
  });
};

/**
 * What is read out when somebody says something new.
 * @param {PageState} state
 * @param {Message | Ephemeral} message
 */
export const spokenLine = (state, message) =>
  `${authorOf(state, message).name}: ${withEmoji(message.text).slice(0, 200)}`;
