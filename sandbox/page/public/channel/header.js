import { act } from '../api.js';
import { byId, h, showList } from '../dom.js';
import { channelOf, session } from '../session.js';

/** @typedef {import('../session.js').PageState} PageState */

/** @param {PageState} state */
const noteOf = (state) => {
  const { bot } = state.directory;
  const channel = channelOf(state);
  if (channel === undefined) return `what ${bot.name} shows you alone`;
  if (channel.direct !== undefined) return 'direct messages';
  const notes = [
    ...(channel.botIsMember ? [] : [`@${bot.name} is not in this channel`]),
    ...((channel.sharedWith ?? []).length > 0 ? ['shared with another workspace'] : []),
  ];
  return notes.join(' · ');
};

/** Says where one is, and as whom. @param {PageState} state */
export const showHeader = (state) => {
  const { directory } = state;
  const channel = channelOf(state);
  const name =
    channel === undefined ? directory.bot.name : channel.direct ? directory.bot.name : `# ${channel.name}`;
  byId('place-name', HTMLElement).textContent = name;
  byId('place-note', HTMLElement).textContent = noteOf(state);
  const invite = byId('invite', HTMLButtonElement);
  invite.hidden = channel === undefined || channel.botIsMember;
  invite.textContent = `Invite @${directory.bot.name}`;
  const select = byId('user', HTMLSelectElement);
  showList(
    select,
    directory.users.map(({ id, name: who }) => {
      const note = session.guide.people[id];
      const label = note === undefined ? who : `${who} (${note})`;
      return { key: id, shown: label, make: () => h('option', { value: id }, label) };
    }),
  );
  if (select.value !== session.user) select.value = session.user;
};

/** Makes the header's own buttons work. */
export const startHeader = () => {
  byId('invite', HTMLButtonElement).addEventListener('click', () => {
    const channel = session.state && channelOf(session.state);
    if (channel) void act('/invite', { channel: channel.id });
  });
  byId('user', HTMLSelectElement).addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    session.user = target.value;
    session.threadTs = undefined;
    session.changed();
  });
};
