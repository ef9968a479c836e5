import type { Command } from '../parts.ts';

/** Words said to the bot, perhaps in no channel: on the App Home there is none. Any command is such. */
export type Said = Omit<Command, 'channel' | 'dedupeKey'> & { readonly channel?: string | undefined };
