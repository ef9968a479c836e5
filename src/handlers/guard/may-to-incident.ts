import type { Incident } from '../../domain/alarm/incident.ts';
import { mayDo } from '../../domain/guard/may-do.ts';
import type { Permission } from '../../domain/guard/permission.ts';
import { placeOfIncident } from '../../domain/guard/place.ts';
import type { Standing } from '../../domain/guard/standing.ts';
import type { HandlerParts } from '../parts.ts';

/** Whether somebody may do that to an incident. For what they are shown: what is said is checked when it is said. */
export const mayToIncident =
  (
    { access, catalog }: Pick<HandlerParts, 'access' | 'catalog'>,
    standing: Standing,
    permission: Permission,
  ): ((incident: Incident) => boolean) =>
  (incident) =>
    mayDo(access, standing, { permission, place: placeOfIncident(catalog, incident) }).kind === 'yes';
