import { underStanding } from '../../domain/alarm/life/silence-incident.ts';
import { type Silence, type SilenceScope, silenceName } from '../../domain/alarm/silence.ts';
import { LiftSilenceInput } from '../../domain/alarm/silence-input.ts';
import { failureLog } from '../../domain/fault/log-fault.ts';
import { parseArguments } from '../../domain/grammar/operation-arguments.ts';
import type { Token } from '../../domain/grammar/tokenize.ts';
import { type Place, placeOfIncident, placeOfSilenced } from '../../domain/guard/place.ts';
import { alarmUnconfirmed } from '../../views/reply/acknowledged.ts';
import { badCommand } from '../../views/reply/refusal.ts';
import { noSilence, silenceAgain, silenceLifted } from '../../views/reply/silences.ts';
import { originOf } from '../command/origin-of.ts';
import { refusal } from '../guard/ask-guard.ts';
import {
  type AlarmParts,
  type Command,
  forAll,
  type HandlerParts,
  now,
  type Reply,
  refused,
} from '../parts.ts';
import { openUnder } from './open-under.ts';
import { incidentNumber } from './which-incident.ts';
import { type SilenceWords, type WhichSilence, whichSilence } from './which-silence.ts';

/** Ends silences before their time, whoever placed them, for a person who may silence there. The channel reads it. */
export async function liftSilence(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  words: readonly Token[],
): Promise<Reply> {
  const args = parseArguments({ name: 'silence', input: LiftSilenceInput }, words);
  if (args.kind === 'wrong') return refused('bad-value', badCommand(args.problem));
  if (args.kind !== 'arguments')
    return refused('bad-value', badCommand('Say of what: `/ops silence A17 --lift`.'));
  const { target } = args;
  const standing = await alarms.silences.all();
  const which = await ofName(parts, alarms, command, { ...args, standing });
  if (which.kind === 'refused') return refused(which.why, which.message);
  const denied = await refusal(parts, command.actor, { permission: 'silence', place: which.place });
  if (denied) return refused(denied.why, denied.message);
  const names = which.scopes.map(silenceName);
  const meant = standing.filter(({ scope }) => names.includes(silenceName(scope)));
  if (meant.length === 0) return refused('no-silence', noSilence({ name: target }, standing));
  const lifted: Silence[] = [];
  try {
    for (const { scope } of meant) {
      const request = `${command.dedupeKey}/lift/${silenceName(scope)}`;
      const by = { actor: command.actor, origin: originOf(command) };
      const answer = await alarms.silences.lift(scope, request, by);
      if (answer.kind === 'lifted') lifted.push(answer.silence);
      else if (answer.kind === 'duplicate') return now(silenceAgain);
    }
  } catch (error) {
    failureLog(parts.log, parts.redactor)('a silence could not be lifted', error);
    return refused('unconfirmed', alarmUnconfirmed);
  }
  parts.log.info({ actor: command.actor, scopes: lifted.map(({ scope }) => scope) }, 'silence lifted');
  if (lifted.length === 0) return refused('no-silence', noSilence({ name: target }, standing));
  await openUnder(parts, alarms, underStanding);
  return forAll(silenceLifted(lifted, command.actor));
}

type Which =
  | Exclude<WhichSilence, { kind: 'scopes' }>
  | Pick<Extract<WhichSilence, { kind: 'scopes' }>, 'kind' | 'scopes' | 'place'>;

/** What stands is found by its name even where its incident is gone or the configuration has forgotten it. */
async function ofName(
  parts: HandlerParts,
  alarms: AlarmParts,
  command: Command,
  { standing, ...said }: SilenceWords & { readonly standing: readonly Silence[] },
): Promise<Which> {
  const wanted = said.target.toLowerCase();
  const known =
    incidentNumber(said.target) === undefined
      ? standing.filter(({ scope }) => scope.name.toLowerCase() === wanted).map(({ scope }) => scope)
      : [];
  const [only, ...others] = known;
  return only && others.length === 0
    ? { kind: 'scopes', scopes: [only], place: await placeOfSilence(parts, alarms, only) }
    : whichSilence(parts, alarms, command, { ...said, most: Number.POSITIVE_INFINITY });
}

/** Where one must be allowed to silence to end it. */
async function placeOfSilence(
  { catalog }: Pick<HandlerParts, 'catalog'>,
  { incidents }: Pick<AlarmParts, 'incidents'>,
  scope: SilenceScope,
): Promise<Place> {
  switch (scope.kind) {
    case 'stack':
    case 'service':
      return placeOfSilenced(catalog, scope);
    case 'alarm': {
      const key = (await incidents.toldUnder([scope.fingerprint])).get(scope.fingerprint)?.key;
      const incident = key === undefined ? undefined : (await incidents.newest([key])).get(key);
      return incident ? placeOfIncident(catalog, incident) : { kind: 'elsewhere' };
    }
  }
}
