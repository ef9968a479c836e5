import { z } from 'zod';
import { type Incident, IncidentNumber, incidentName } from '../alarm/incident.ts';
import { worstOf } from '../alarm/life/worst.ts';
import { calledAlarm } from '../alarm/short-name.ts';
import { type Place, placeOfIncident, placeOfSilenced } from '../guard/place.ts';
import type { Catalog } from '../target/catalog.ts';
import { StackName } from '../target/service.ts';

/** What something was done to: an incident as it was then, or all that rings of a service or a stack, as a silence names it. */
export const AlarmSubject = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('incident'),
    number: IncidentNumber,
    stack: StackName.exactOptional(),
    /** Its worst alarm, as people call it, and how many it had. */
    alarm: z.string(),
    alarms: z.number().int(),
  }),
  z.object({ kind: z.literal('service'), thing: z.string(), name: z.string() }),
  z.object({ kind: z.literal('stack'), name: z.string() }),
]);
export type AlarmSubject = z.infer<typeof AlarmSubject>;

/** An incident as it is now. */
export function incidentSubject(incident: Incident): AlarmSubject {
  const { number, stack, alarms } = incident;
  return {
    kind: 'incident',
    number,
    ...(stack === undefined ? {} : { stack }),
    alarm: calledAlarm(worstOf(incident)),
    alarms: alarms.length,
  };
}

/** What a person types to name it: `A17`, `prod-us-east-1/registry`, `prod-us-east-1`. */
export const subjectName = (subject: AlarmSubject): string =>
  subject.kind === 'incident' ? incidentName(subject.number) : subject.name;

/** Where it is, as far as the configuration knows it now. */
export const placeOfSubject = (catalog: Catalog, subject: AlarmSubject): Place =>
  subject.kind === 'incident' ? placeOfIncident(catalog, subject) : placeOfSilenced(catalog, subject);
