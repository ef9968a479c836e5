import { Incident, type IncidentId } from '../../domain/alarm/incident.ts';
import type { DueIncident } from '../../domain/ports/incidents.ts';
import type { StoryTold } from '../../domain/ports/notices.ts';
import { readStory } from '../ledger/story-record.ts';

type Field = string | null | undefined;

/** The fields of an incident that a due notice is made of, as Redis gives them. */
export interface DueFields {
  readonly id: IncidentId;
  readonly revision: Field;
  readonly state: Field;
  readonly channel: Field;
  readonly openedAt: Field;
  readonly events: Field;
  readonly story: Field;
}

/**
 * Makes the notice. One incident that can't be read must not hide the others, so it passes as one that has just
 * opened; whoever reads it whole finds out.
 */
export function dueIncident({
  id,
  revision,
  state,
  channel,
  openedAt,
  events,
  story,
}: DueFields): DueIncident {
  const told = lenientStory(story);
  const known = Incident.shape.state.safeParse(state);
  return {
    id,
    revision: Number(revision ?? 0),
    channel: told?.root?.channel ?? channel ?? '',
    state: known.success ? known.data : 'open',
    ...(told?.root ? { shownAt: told.root.shownAt } : {}),
    ...(told?.root?.status === undefined ? {} : { shown: told.root.status }),
    openedAt: Number(openedAt ?? 0),
    untold: Math.max(0, Number(events ?? 0) - (told?.events ?? 0)),
  };
}

function lenientStory(text: Field): StoryTold | undefined {
  try {
    return readStory(text);
  } catch {
    return undefined;
  }
}
