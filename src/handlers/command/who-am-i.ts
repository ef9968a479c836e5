import type { Token } from '../../domain/grammar/tokenize.ts';
import { whoIs } from '../../domain/guard/who-is.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { whoAmIMessage } from '../../views/reply/who-am-i.ts';
import { standingNow } from '../guard/ask-guard.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';

/** The verb's own help. */
export const WHOAMI: VerbHelp = {
  name: 'whoami',
  summary: 'who you are here, what you may do where and why, and who may do the rest',
  example: 'whoami',
};

/** Tells somebody what they may do, as of now. Seen by them alone. */
export async function whoAmI(parts: HandlerParts, command: Command, words: readonly Token[]): Promise<Reply> {
  if (words.length > 0) return now(badCommand(`\`${WHOAMI.name}\` takes nothing: it is about you.`));
  const standing = await standingNow(parts, command.actor);
  return now(whoAmIMessage(whoIs(parts.access, standing, parts.catalog)));
}
