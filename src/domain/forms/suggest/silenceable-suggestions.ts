import { byHaste } from '../../alarm/by-haste.ts';
import { type Incident, incidentName } from '../../alarm/incident.ts';
import { worstOf } from '../../alarm/life/worst.ts';
import { calledAlarm } from '../../alarm/short-name.ts';
import { SILENCED_EACH } from '../../alarm/silence.ts';
import { type Candidate, ranked } from './rank.ts';
import { serviceSuggestions } from './service-suggestions.ts';
import { stackSuggestions } from './stack-suggestions.ts';
import type { Search, Suggestion } from './suggestion.ts';

/** So many open alarms are shown before the services: who looks for another one types a part of its name. */
const OPEN = 40;
/** As much of a stack's name as sets it apart. */
const STACK = 24;

interface Found extends Candidate {
  readonly suggestion: Suggestion;
}

/** What may be silenced: the alarms that are open, the worst first, then stacks and services. An incident of too many alarms to silence each isn't among them: its stack is. */
export async function silenceableSuggestions(search: Search): Promise<readonly Suggestion[]> {
  const all = (await search.open?.()) ?? [];
  const open = all.filter(({ alarms: { length } }) => length <= SILENCED_EACH);
  const alarms = ranked(search.typed, byHaste(open).map(found)).slice(0, OPEN);
  return [
    ...alarms.map(({ suggestion }) => suggestion),
    ...stackSuggestions(search).map((stack) => ({ ...stack, note: `whole stack, ${stack.note}` })),
    ...serviceSuggestions(search),
  ];
}

function found(incident: Incident): Found {
  const suggestion = incidentSuggestion(incident);
  const names = incident.alarms.map(({ name }) => name);
  return {
    name: suggestion.value.toLowerCase(),
    of: incident.stack ?? '',
    also: [suggestion.name, ...names].join(' ').toLowerCase(),
    suggestion,
  };
}

/** An incident as it is suggested: `A17 registry cpu-high (critical, prod-us-east-1)`. */
export function incidentSuggestion(incident: Incident): Suggestion {
  const { number, stack, alarms } = incident;
  const name = incidentName(number);
  const worst = worstOf(incident);
  return {
    value: name,
    name: `${name} ${alarms.length > 1 ? `${alarms.length} alarms, worst ` : ''}${calledAlarm(worst)}`,
    note: [worst.severity, ...(stack === undefined ? [] : [cut(stack)])].join(', '),
  };
}

/** An option shows its note whole: a long one would leave no room for the alarm's name. */
const cut = (stack: string): string => (stack.length <= STACK ? stack : `${stack.slice(0, STACK - 1)}…`);
