import type { AutomaticRemedy } from '../domain/alarm/alarm-policy.ts';
import { writeDuration } from './duration.ts';

/** A remedy that begins by itself, in a sentence for those who check a configuration. */
export function describeAutomatic({ remedy, match, countdown, perDay }: AutomaticRemedy): string {
  const { where, alarms, severities, labels } = match;
  const which = [
    ...(severities ?? []),
    ...(alarms ?? []),
    ...Object.entries(labels ?? {}).map(([name, value]) => `${name}=${value}`),
  ];
  const places =
    where === undefined || where.kind === 'everywhere' ? ['all'] : [...where.environments, ...where.stacks];
  return `${remedy} begins by itself ${writeDuration(countdown)} after an alarm (${which.join(', ') || 'any'}) in ${places.join(', ')}, at most ${perDay} times a day for each service`;
}
