import type { Token } from '../../domain/grammar/tokenize.ts';
import type { Run } from '../../domain/run/run.ts';
import { resolve } from '../../domain/target/catalog.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { ambiguousTarget, badCommand, unknownTarget } from '../../views/reply/refusal.ts';
import { runsMessage } from '../../views/reply/runs.ts';
import { type Command, type HandlerParts, now, type Reply } from '../parts.ts';

/** The verb's own help. */
export const RUNS: VerbHelp = {
  name: 'runs',
  summary: 'what runs now and what ran last; of one service, or `--live` for the unfinished',
  example: 'runs registry',
};

/** How many fit on a phone's screen. */
const SHOWN = 10;

/** Lists runs, newest first. Reads only; anybody of the workspace may ask. */
export async function listRuns(
  parts: HandlerParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const [word, ...extra] = words;
  if (extra.length > 0 || (word?.kind === 'flag' && word.text !== 'live')) {
    return now(badCommand(`Say \`/ops runs\`, \`/ops runs --live\` or \`/ops ${RUNS.example}\`.`));
  }
  const at = parts.clock.now();
  const list = (title: string, runs: readonly Run[], share: string): Reply => ({
    kind: 'now',
    message: runsMessage(title, runs, at),
    share,
  });
  if (!word) return list('The last runs', await parts.runs.newest(SHOWN), 'runs');
  if (word.kind === 'flag') return list('Unfinished runs', await parts.runs.live(SHOWN), 'runs --live');
  const resolution = resolve(parts.catalog, command.channel, word.text);
  if (resolution.kind === 'unknown') {
    return now(unknownTarget(word.text, resolution.nearest, (meant) => `${RUNS.name} ${meant}`));
  }
  if (resolution.kind === 'ambiguous') return now(ambiguousTarget('runs', resolution.choices));
  const { service, stack } = resolution.service;
  const runs = await parts.runs.ofTarget(resolution.service, SHOWN);
  return list(`Runs of ${stack}/${service}`, runs, `runs ${stack}/${service}`);
}
