import type { Token } from '../../domain/grammar/tokenize.ts';
import { timesOf } from '../../domain/window/stretch.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { locksMessage } from '../../views/reply/locks.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';

/** The verb's own help. */
export const LOCKS: VerbHelp = {
  name: 'locks',
  summary: 'what is frozen, locked or in a window, until when, by whom and why; which runs hold a service',
  example: 'locks',
};

/** How many unfinished runs are looked at, newest first. */
const LIVE = 200;

/** Lists all that holds something back. Reads only; anybody of the workspace may ask. */
export async function listLocks(
  parts: HandlerParts,
  _command: Command,
  words: readonly Token[],
): Promise<Reply> {
  if (words.length > 0) return now(badCommand(`\`${LOCKS.name}\` takes nothing: it lists everything.`));
  const [holds, passes, live] = await Promise.all([
    parts.holds.all(),
    parts.passes.all(),
    parts.runs.live(LIVE),
  ]);
  const holders = await Promise.all(live.map(({ request }) => parts.runs.holderOf(request.target)));
  // A queued run that waits for another's end holds nothing.
  const runs = live.filter(({ request }, i) => holders[i]?.request.id === request.id);
  const unread = live.length < LIVE ? 'none' : 'some';
  const at = parts.clock.now();
  const windows = parts.gates.windows.map((window) => timesOf(window, at));
  const message = locksMessage({ holds, windows, passes, runs, unread, at });
  return { kind: 'now', message, share: LOCKS.name };
}
