import type { Incident } from '../../domain/alarm/incident.ts';
import { clockTime } from '../mrkdwn.ts';
import { insteadOfNote, type Untold } from '../place-note.ts';

/** What an incident's root says of its own telling: all that isn't as the reader would expect. */
export interface IncidentNotes {
  /** It was posted long after it began to ring. */
  readonly late?: true;
  /** It should stand in another channel, and Slack's word on why it can't. */
  readonly insteadOf?: Untold;
}

/** The notes in one line of small print; '' where all is as expected. */
export const incidentNotes = (
  { openedAt }: Pick<Incident, 'openedAt'>,
  { late, insteadOf }: IncidentNotes,
): string =>
  [late && `:hourglass: rang at ${clockTime(openedAt)}, told late`, insteadOf && insteadOfNote(insteadOf)]
    .filter((note) => note !== undefined)
    .join(' · ');
