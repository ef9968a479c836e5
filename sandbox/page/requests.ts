import { z } from 'zod';

const id = z.string().min(1).max(100);

/** POST /command: a line typed after the command's name, or with it. */
export const commandRequest = z.strictObject({ user: id, channel: id, text: z.string().max(4000) });

/** POST /click: an element of a message; `value` names the option of a menu. */
export const clickRequest = z.strictObject({
  user: id,
  channel: id,
  ts: id,
  actionId: z.string().min(1).max(255),
  value: z.string().max(2000).exactOptional(),
});

/** POST /fault: a switch. */
export const faultRequest = z.strictObject({ id, on: z.boolean() });

/** What a typed line is to Slack: `/ops restart x` is the command `/ops` with the text `restart x`. */
export const commandLine = (line: string): { command: string; text: string } | undefined => {
  const found = /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(line.trim());
  const command = found?.[1];
  return command === undefined ? undefined : { command, text: found?.[2] ?? '' };
};
