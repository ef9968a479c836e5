import { post, tell } from '../api.js';
import { completions } from '../complete.js';
import { byId } from '../dom.js';
import { listbox } from '../elements/listbox.js';
import { openMenu } from '../elements/menu.js';
import { channelOf, session } from '../session.js';

/**
 * @typedef {import('../session.js').PageState} PageState
 * @typedef {import('../complete.js').Completion} Completion
 */

const composer = byId('composer', HTMLFormElement);
const line = byId('line', HTMLInputElement);
const replying = byId('replying', HTMLElement);

/** Lines sent, newest last; the arrow keys go through them. @type {string[]} */
const typed = [];
let recalled = 0;

/** Where the word stands that the offers would replace. */
let place = { from: 0, to: 0 };

const offers = listbox(
  line,
  byId('completions', HTMLElement),
  (/** @type {Completion} */ { insert, caret = 0 }) => {
    line.setRangeText(insert, place.from, place.to, 'end');
    const at = place.from + insert.length - caret;
    line.setSelectionRange(at, at);
    offer();
  },
);

/** A run's number and what it is, as its message says. */
const RUN = /^#(\d+) (.*)$/s;

/**
 * The runs that the channels' messages tell of, newest first.
 * @param {PageState} state
 */
const runsOf = (state) => {
  const roots = Object.values(state.messages)
    .flat()
    .filter(({ user }) => user === state.directory.bot.userId)
    .toSorted((a, b) => Number(b.ts) - Number(a.ts));
  const found = roots.flatMap(({ text }) => {
    const [, number, note] = RUN.exec(text) ?? [];
    return number === undefined || note === undefined ? [] : [{ number, note }];
  });
  return found.filter(({ number }, i) => found.findIndex((one) => one.number === number) === i);
};

/** Offers what may come next where the caret is. */
const offer = () => {
  const { state, guide, threadTs } = session;
  const channel = state && channelOf(state);
  if (state === undefined || channel === undefined || line.selectionStart !== line.selectionEnd) {
    offers.close();
    return;
  }
  const { bot, users } = state.directory;
  const found = completions({
    line: line.value,
    caret: line.selectionStart ?? 0,
    guide,
    channel: channel.id,
    isThread: threadTs !== undefined,
    isBotHere: channel.botIsMember,
    bot: bot.name,
    people: users.filter(({ id }) => id !== session.user).map(({ name }) => name),
    runs: runsOf(state),
  });
  if (found === undefined) {
    offers.close();
    return;
  }
  place = { from: found.from, to: found.to };
  offers.open(found.options, found.isEager ? 0 : -1);
};

/** Writes what somebody may want to send, and leaves the sending to them. @param {string} text */
export const writeLine = (text) => {
  line.value = text;
  line.focus();
};

/** Turns to a thread, or with undefined back to the channel. @param {string | undefined} ts */
export const answerThread = (ts) => {
  session.threadTs = ts;
  session.changed();
  line.focus();
};

/** Shows where the line will go. @param {PageState} state */
export const showComposer = (state) => {
  const channel = channelOf(state);
  composer.hidden = channel === undefined;
  if (channel === undefined) return;
  const root = (state.messages[channel.id] ?? []).find(({ ts }) => ts === session.threadTs);
  if (root === undefined) session.threadTs = undefined;
  replying.hidden = root === undefined;
  const { bot } = state.directory;
  byId('replying-to', HTMLElement).textContent = root === undefined ? '' : root.text.slice(0, 80);
  const where = channel.direct ? bot.name : `#${channel.name}`;
  line.setAttribute('aria-label', root === undefined ? `Message to ${where}` : 'Reply in the thread');
  line.placeholder = root === undefined ? `${session.guide.command} restart registry` : `@${bot.name} show`;
  byId('shortcuts', HTMLButtonElement).hidden = !session.guide.shortcuts.some(
    ({ kind }) => kind === 'global',
  );
};

/** @param {string} text @param {string} channel */
const send = (text, channel) => {
  const { user, threadTs, state } = session;
  if (!text.startsWith('/'))
    return post('/say', { user, channel, text, ...(threadTs === undefined ? {} : { threadTs }) });
  if (threadTs === undefined) return post('/command', { user, channel, text });
  const [command = ''] = text.split(' ');
  const bot = state?.directory.bot.name ?? '';
  return {
    error: `${command} is not supported in threads. Mention the bot instead: @${bot}${text.slice(command.length)}`,
  };
};

const submit = async () => {
  const text = line.value.trim();
  const channel = session.state && channelOf(session.state);
  if (text === '' || channel === undefined) return;
  typed.push(text);
  recalled = typed.length;
  line.value = '';
  offers.close();
  const sent = byId('sent', HTMLElement);
  sent.classList.remove('failed');
  sent.textContent = 'Sending…';
  const told = await send(text, channel.id);
  // What could not be sent can be mended.
  if (told.error !== undefined && line.value === '') line.value = text;
  tell(told);
};

/** Goes through what was sent before. @param {number} step */
const recall = (step) => {
  recalled = Math.min(typed.length, Math.max(0, recalled + step));
  line.value = typed[recalled] ?? '';
};

/** Makes the composer work. */
export const startComposer = () => {
  composer.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  line.addEventListener('input', offer);
  line.addEventListener('click', offer);
  line.addEventListener('blur', () => offers.close());
  line.addEventListener('keydown', (event) => {
    if (offers.key(event)) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      recall(step);
    }
    if (event.key === 'Escape' && session.threadTs !== undefined) answerThread(undefined);
  });
  byId('leave-thread', HTMLButtonElement).addEventListener('click', () => answerThread(undefined));
  byId('shortcuts', HTMLButtonElement).addEventListener('click', ({ currentTarget }) => {
    const global = session.guide.shortcuts.filter(({ kind }) => kind === 'global');
    openMenu(
      currentTarget,
      global.map(({ name, description, callbackId }) => ({
        label: name,
        note: description,
        run: () => void post('/shortcut', { user: session.user, callbackId }).then(tell),
      })),
    );
  });
  // On a phone the keyboard would hide half of the page before anybody wants to type.
  if (matchMedia('(pointer: fine)').matches) line.focus({ preventScroll: true });
};
