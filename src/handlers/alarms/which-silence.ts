import type { Incident } from '../../domain/alarm/incident.ts';
import { SILENCED_EACH, type SilenceScope } from '../../domain/alarm/silence.ts';
import { type Place, placeOfIncident, placeOfScope } from '../../domain/guard/place.ts';
import { resolveScope } from '../../domain/hold/resolve-scope.ts';
import { type Scope, scopeName } from '../../domain/hold/scope.ts';
import { type AlarmSubject, incidentSubject } from '../../domain/review/alarm-subject.ts';
import { targetName } from '../../domain/target/service.ts';
import type { Message } from '../../views/message.ts';
import { unknownIncident } from '../../views/reply/alarms.ts';
import { ambiguousTarget } from '../../views/reply/refusal.ts';
import { silenceStack, unknownSilence } from '../../views/reply/silences.ts';
import type { AlarmParts, Command, HandlerParts } from '../parts.ts';
import { OPEN } from './open-limit.ts';
import { incidentNumber } from './which-incident.ts';

/** What is to be silenced, and where one must be allowed to; or what the person is told instead. */
export type WhichSilence =
  | {
      readonly kind: 'scopes';
      /** One, or one of each alarm of an incident. */
      readonly scopes: readonly SilenceScope[];
      readonly place: Place;
      /** As people say it. */
      readonly name: string;
      /** The same for whoever looks at it afterwards. */
      readonly subject: AlarmSubject;
    }
  | { readonly kind: 'refused'; readonly why: string; readonly message: Message };

/** What was said, and the whole command with another target in its place. */
export interface SilenceWords {
  readonly target: string;
  readonly withTarget: (target: string) => string;
  /** How many alarms an incident may have; ten unless told. */
  readonly most?: number;
}

/** What a silence's words name: an incident's alarms, a service, or a stack. Throws where the store is away. */
export async function whichSilence(
  { catalog }: Pick<HandlerParts, 'catalog'>,
  { incidents }: Pick<AlarmParts, 'incidents'>,
  { channel }: Pick<Command, 'channel'>,
  { target, withTarget, most = SILENCED_EACH }: SilenceWords,
): Promise<WhichSilence> {
  const refused = (why: string, message: Message): WhichSilence => ({ kind: 'refused', why, message });
  const number = incidentNumber(target);
  if (number !== undefined) {
    const incident = await incidents.byNumber(number);
    if (!incident) return refused('unknown-alarm', unknownIncident(number, await incidents.open(OPEN)));
    if (incident.alarms.length > most)
      return refused('too-many', silenceStack(incident, incident.stack ?? 'STACK'));
    return { kind: 'scopes', ...ofIncident(incident), place: placeOfIncident(catalog, incident) };
  }
  const resolution = resolveScope(catalog, channel, target);
  switch (resolution.kind) {
    case 'ambiguous': {
      const wordsFor = (choice: Parameters<typeof targetName>[0]): string => withTarget(targetName(choice));
      return refused('ambiguous-target', ambiguousTarget('silence', resolution.choices, wordsFor));
    }
    case 'unknown':
      return refused('unknown-target', unknownSilence(target, resolution.nearest));
    case 'found': {
      const { scope } = resolution;
      const name = scopeName(scope);
      const place = placeOfScope(catalog, scope);
      const covering = coveringOf(scope, name);
      if (covering) return { kind: 'scopes', scopes: [covering], subject: covering, place, name };
      // Everything at once is how an outage goes unseen.
      return refused('unknown-target', unknownSilence(target, []));
    }
  }
}

/** What covers a service or a stack; undefined for what is wider. */
function coveringOf(scope: Scope, name: string): Exclude<SilenceScope, { kind: 'alarm' }> | undefined {
  switch (scope.kind) {
    case 'stack':
      return { kind: 'stack', name };
    case 'service':
      return { kind: 'service', thing: scope.thing, name };
    case 'environment':
    case 'all':
      return undefined;
  }
}

const ofIncident = (incident: Incident) => ({
  name: `A${incident.number}`,
  subject: incidentSubject(incident),
  scopes: incident.alarms.map(
    ({ fingerprint, name }): SilenceScope => ({ kind: 'alarm', fingerprint, name }),
  ),
});
