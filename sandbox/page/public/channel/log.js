import { act, post } from '../api.js';
import { byId, h, showList } from '../dom.js';
import { confirmed } from '../elements/ask.js';
import { channelOf, session } from '../session.js';
import { answerThread, writeLine } from './composer.js';
import { channelEntries, spokenLine } from './messages.js';

/**
 * @typedef {import('../session.js').PageState} PageState
 * @typedef {import('./messages.js').MessageActions} MessageActions
 */

const log = byId('log', HTMLElement);

/** Roots whose older replies are shown. @type {Set<string>} */
const unfolded = new Set();

/** Whether the end is in sight: then it stays there when something comes, or is unfolded. */
let isAtEnd = true;

/** Near enough to the end to be taken along when something comes. */
const NEAR_PX = 80;

/** The newest message that was read out, by channel. @type {Map<string, number>} */
const readOut = new Map();

/** @param {string} channel @returns {MessageActions} */
const actionsIn = (channel) => ({
  hands: (ts) => ({
    use: async ({ blockId, element }, value) => {
      const { state, user } = session;
      if (state === undefined || !(await confirmed(state.directory, element))) return;
      await act('/click', {
        user,
        channel,
        ts,
        actionId: element.action_id,
        blockId,
        ...(value === undefined ? {} : { value }),
        ...(element.confirm ? { confirm: true } : {}),
      });
    },
    suggest: ({ blockId, element }, typed) =>
      post('/suggest', {
        user: session.user,
        in: { channel, ts },
        actionId: element.action_id,
        blockId,
        typed,
      }),
    holds: () => undefined,
  }),
  menu: (ts) => [
    { label: 'Reply in the thread', run: () => answerThread(rootOf(channel, ts)) },
    ...session.guide.shortcuts
      .filter(({ kind }) => kind === 'message')
      .map(({ name, callbackId, description }) => ({
        label: name,
        note: description,
        run: () => void act('/message-shortcut', { user: session.user, channel, ts, callbackId }),
      })),
  ],
  unfold: (ts) => {
    unfolded.add(ts);
    session.changed();
  },
  answer: answerThread,
});

/**
 * The root of the thread that a message is in: itself, where it is none's reply.
 * @param {string} channel
 * @param {string} ts
 */
const rootOf = (channel, ts) =>
  (session.state?.messages[channel] ?? []).find(({ thread }) => thread.some((reply) => reply.ts === ts))
    ?.ts ?? ts;

/**
 * Reads out what is new, one line each; edits stay silent.
 * @param {PageState} state
 * @param {string} channel
 */
const announce = (state, channel) => {
  const roots = (state.messages[channel] ?? []).flatMap((root) => [root, ...root.thread]);
  const mine = state.ephemerals.filter((one) => one.channel === channel && one.user === session.user);
  const all = [...roots, ...mine];
  const until = readOut.get(channel);
  readOut.set(channel, Math.max(0, ...all.map(({ ts }) => Number(ts))));
  if (until === undefined) return;
  const fresh = all.filter((one) => Number(one.ts) > until && ('from' in one || one.user !== session.user));
  if (fresh.length > 0)
    byId('announcer', HTMLElement).textContent = fresh.map((one) => spokenLine(state, one)).join('\n');
};

/** What stands where nothing was said yet: what to try, which a click writes into the line. @param {string} name */
const nothingYet = (name) =>
  h(
    'div',
    { class: 'nothing' },
    h('p', {}, `Nothing in #${name} yet. Type a command below.`),
    ...session.guide.tries.map(({ line, what }) =>
      h(
        'button',
        { type: 'button', class: 'try', 'data-key': line, click: () => writeLine(line) },
        h('code', {}, line),
        h('span', { class: 'soft' }, what),
      ),
    ),
  );

/** @type {string | undefined} */
let shownChannel;

/** Shows the channel that is looked at, with the newest at the end. @param {PageState} state */
export const showLog = (state) => {
  const channel = channelOf(state);
  log.hidden = channel === undefined;
  if (channel === undefined) {
    shownChannel = undefined;
    return;
  }
  const isOther = shownChannel !== channel.id;
  shownChannel = channel.id;
  isAtEnd ||= isOther;
  const { user, threadTs } = session;
  const entries = channelEntries(
    state,
    { channel: channel.id, user, unfolded, threadTs },
    actionsIn(channel.id),
  );
  const nothing = {
    key: 'nothing',
    shown: `${channel.id} ${session.guide.tries.length}`,
    make: () => nothingYet(channel.name),
  };
  showList(log, entries.length === 0 ? [nothing] : entries);
  if (isAtEnd) log.scrollTop = log.scrollHeight;
  announce(state, channel.id);
};

/** Makes the log stay at its end while somebody is there. */
export const startLog = () => {
  log.addEventListener('scroll', () => {
    isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
  });
  // Neither a fold's `toggle` nor a picture's `load` bubbles, and both change how long the log is.
  for (const type of ['toggle', 'load']) {
    log.addEventListener(
      type,
      () => {
        if (isAtEnd) log.scrollTop = log.scrollHeight;
      },
      true,
    );
  }
};
