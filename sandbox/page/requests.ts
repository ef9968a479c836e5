import { z } from 'zod';

const id = z.string().min(1).max(100);
const typed = z.string().max(4000);

/** What a person chooses or types: one value, all ticked boxes, or null for nothing. */
const value = z.union([typed, z.array(typed).max(100), z.null()]);

const pointing = { actionId: z.string().min(1).max(255), blockId: z.string().max(255).exactOptional() };
const use = { ...pointing, value: value.exactOptional(), confirm: z.literal(true).exactOptional() };
const which = z.enum(['modal', 'home']);

/** POST /command: a line typed in the composer that begins with a slash. */
export const commandRequest = z.strictObject({ user: id, channel: id, text: typed });

/** POST /say: a message, in a thread if one is named. */
export const sayRequest = z.strictObject({
  user: id,
  channel: id,
  text: typed.min(1),
  threadTs: id.exactOptional(),
});

/** POST /click: an element of a message; `value` says what is chosen, `confirm` that the person said yes. */
export const clickRequest = z.strictObject({ user: id, channel: id, ts: id, ...use });

/** POST /shortcut: one from the composer. */
export const shortcutRequest = z.strictObject({ user: id, callbackId: id });

/** POST /message-shortcut: one from the menu of a message. */
export const messageShortcutRequest = z.strictObject({ user: id, channel: id, ts: id, callbackId: id });

/** POST /suggest: typing in a list that the app fills. */
export const suggestRequest = z.strictObject({
  user: id,
  ...pointing,
  in: z.union([which, z.strictObject({ channel: id, ts: id })]),
  typed,
});

const values = z.record(z.string().min(1).max(255), value);

/** POST /fill: fields of a view, by block_id. */
export const fillRequest = z.strictObject({ user: id, view: which, values });

/** POST /use: an element of a view that acts by itself. */
export const useRequest = z.strictObject({ user: id, view: which, ...use });

/** POST /submit: the modal, with what was typed in it last. */
export const submitRequest = z.strictObject({ user: id, values });

/** POST /close: the visible view, or all of the modal. */
export const closeRequest = z.strictObject({ user: id, how: z.enum(['cancel', 'dismiss']) });

/** POST /open-home: a person looks at the app's Home. */
export const openHomeRequest = z.strictObject({ user: id });

/** POST /invite: the bot, into a channel. */
export const inviteRequest = z.strictObject({ channel: id });

/** POST /file: what a file holds. */
export const fileRequest = z.strictObject({ id });

/** POST /fault: a switch. */
export const faultRequest = z.strictObject({ id, on: z.boolean() });

/** What a typed line is to Slack: `/ops restart x` is the command `/ops` with the text `restart x`. */
export const commandLine = (line: string): { command: string; text: string } | undefined => {
  const found = /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(line.trim());
  const command = found?.[1];
  return command === undefined ? undefined : { command, text: found?.[2] ?? '' };
};
