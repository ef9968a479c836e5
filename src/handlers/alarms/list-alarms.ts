import { stackSilences } from '../../domain/alarm/stack-silences.ts';
import { unreadPlaces } from '../../domain/alarm/unread-alarms.ts';
import { hours } from '../../domain/clock.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { nearest } from '../../domain/target/nearest.ts';
import { alarmsMessage } from '../../views/reply/alarms.ts';
import type { VerbHelp } from '../../views/reply/help.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { type AlarmParts, type Command, type HandlerParts, now, type Reply } from '../parts.ts';
import { OPEN } from './open-limit.ts';

/** The verb's own help. */
export const ALARMS: VerbHelp = {
  name: 'alarms',
  summary: 'which alarms ring, the worst first, which are over since an hour, and what is silenced',
  example: 'alarms prod-us-east-1',
};

/** How many of those that are over are read: more are counted. */
const OVER = 50;

/** Lists the alarms, of all stacks or of one. Reads only; anybody of the workspace may ask. */
export async function listAlarms(
  { catalog, clock }: HandlerParts,
  { incidents, silences }: AlarmParts,
  { channel }: Pick<Command, 'channel'>,
  words: readonly Token[],
): Promise<Reply> {
  const [word, ...extra] = words;
  if (extra.length > 0 || (word && word.kind !== 'word'))
    return now(badCommand(`\`${ALARMS.name}\` takes a stack, or nothing: \`/ops ${ALARMS.example}\`.`));
  const at = clock.now();
  const [open, over, standing] = await Promise.all([
    incidents.open(OPEN),
    incidents.over(at - hours(1), OVER),
    silences.all(),
  ]);
  const read = open.length < OPEN ? 'all' : 'some';
  if (!word) {
    const unread = unreadPlaces(open, at);
    const message = alarmsMessage({ open, read, over, silences: standing, unread, at, channel });
    return { kind: 'now', message, share: ALARMS.name };
  }
  const wanted = word.text.toLowerCase();
  const told = [...open, ...over].flatMap((one) => one.stack ?? []);
  const stacks = new Set<string>([...catalog.services.map((one) => one.stack), ...told]);
  if (!stacks.has(wanted)) {
    const close = nearest(wanted, [...stacks]).map((one) => `\`/ops ${ALARMS.name} ${one}\``);
    const hint = close.length > 0 ? ` Did you mean ${close.join(' or ')}?` : '';
    return now(badCommand(`I know no stack of that name.${hint}`));
  }
  const ofStack = open.filter(({ stack }) => stack === wanted);
  const message = alarmsMessage({
    stack: wanted,
    open: ofStack,
    read,
    over: over.filter(({ stack }) => stack === wanted),
    silences: stackSilences(standing, wanted, { catalog, incidents: [...open, ...over] }),
    unread: unreadPlaces(ofStack, at),
    at,
    channel,
  });
  return { kind: 'now', message, share: `${ALARMS.name} ${wanted}` };
}
