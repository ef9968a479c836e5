import { blockElement } from './blocks.js';
import { h } from './dom.js';
import { mrkdwnNodes, personName } from './text.js';

/**
 * @typedef {import('../state.ts').PageState} PageState
 * @typedef {import('../../slack/workspace/message.ts').Message} Message
 * @typedef {import('../../slack/workspace/message.ts').Ephemeral} Ephemeral
 * @typedef {import('../../slack/workspace/message.ts').RootMessage} RootMessage
 * @typedef {import('../../slack/blocks/message-blocks.ts').Interactive} Interactive
 * @typedef {(ts: string, element: Interactive, value?: string) => void} OnUse
 */

/** Threads longer than this fold their older replies away. */
const REPLIES_SHOWN = 6;

/** @param {string} ts */
const when = (ts) => new Date(Number(ts) * 1000);

/** @param {Date} date */
const clock = (date) => date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });

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
    kind === 'bot' ? '⎈' : name.slice(0, 1).toUpperCase(),
  );
};

/**
 * @param {PageState} state
 * @param {Message | Ephemeral} message
 * @param {OnUse} onUse
 * @param {...(Node | undefined)} below what follows in the same entry
 */
const entry = ({ directory }, message, onUse, ...below) => {
  const whispered = 'from' in message;
  const author = whispered ? (message.from === 'bot' ? directory.bot.userId : 'Slack') : message.user;
  const isBot = author === directory.bot.userId;
  const kind = isBot ? 'bot' : author === 'Slack' ? 'slack' : 'person';
  const name = personName(directory, author);
  const edited = !whispered && message.edited !== undefined;
  const at = when(message.ts);
  const body =
    message.blocks.length === 0
      ? [h('div', {}, ...mrkdwnNodes(directory, message.text))]
      : message.blocks.map((block) =>
          blockElement(directory, block, (element, value) => onUse(message.ts, element, value)),
        );
  return h(
    'article',
    { class: whispered ? 'message whispered' : 'message', 'data-ts': message.ts },
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
      ...below.filter((node) => node !== undefined),
    ),
  );
};

/**
 * @param {PageState} state
 * @param {(Message | Ephemeral)[]} replies
 * @param {OnUse} onUse
 * @param {{ unfolded: boolean, unfold: () => void }} fold
 */
const thread = (state, replies, onUse, { unfolded, unfold }) => {
  if (replies.length === 0) return undefined;
  const hidden = unfolded ? 0 : Math.max(0, replies.length - REPLIES_SHOWN);
  return h(
    'div',
    { class: 'thread', role: 'group', 'aria-label': 'Thread' },
    h('p', { class: 'thread-count' }, replies.length === 1 ? '1 reply' : `${replies.length} replies`),
    hidden > 0 &&
      h('button', { type: 'button', class: 'plain-button', click: unfold }, `Show ${hidden} earlier`),
    ...replies.slice(hidden).map((reply) => entry(state, reply, onUse)),
  );
};

/**
 * The entries of a channel as this person sees it: messages and what only they see, oldest first.
 * @param {PageState} state
 * @param {{ channel: string, user: string, unfolded: Set<string> }} view
 * @param {{ onUse: OnUse, unfold: (ts: string) => void }} actions
 */
export const channelEntries = (state, { channel, user, unfolded }, { onUse, unfold }) => {
  const roots = state.messages[channel] ?? [];
  const mine = state.ephemerals.filter((one) => one.channel === channel && one.user === user);
  const threaded = mine.filter(({ threadTs }) => roots.some(({ ts }) => ts === threadTs));
  /** @type {(RootMessage | Ephemeral)[]} */
  const all = [...roots, ...mine.filter((one) => !threaded.includes(one))];
  const inOrder = all.toSorted((a, b) => Number(a.ts) - Number(b.ts));
  return inOrder.map((message) => {
    const replies =
      'thread' in message
        ? [...message.thread, ...threaded.filter(({ threadTs }) => threadTs === message.ts)].toSorted(
            (a, b) => Number(a.ts) - Number(b.ts),
          )
        : [];
    const fold = { unfolded: unfolded.has(message.ts), unfold: () => unfold(message.ts) };
    return {
      key: `${channel} ${message.ts}`,
      shown: JSON.stringify([message, replies, fold.unfolded]),
      make: () => entry(state, message, onUse, thread(state, replies, onUse, fold)),
    };
  });
};
