import { type Incident, incidentName } from '../../domain/alarm/incident.ts';
import { incidentLine, incidentTitle, lasted } from '../alarm/incident-words.ts';
import { actorWords } from '../hold-words.ts';
import { type Message, plainMessage } from '../message.ts';
import { duration } from '../mrkdwn.ts';

/** Somebody has taken an incident on. */
export const acknowledged = (incident: Incident): Message =>
  plainMessage(`:eyes: You have ${incidentTitle(incident)}. Nobody else is called for it. It still rings.`);

/** Somebody had taken it on before: that stands. */
export const acknowledgedAlready = (incident: Incident): Message =>
  plainMessage(
    `${incidentName(incident.number)} was acknowledged already, by ${incident.acknowledged ? actorWords(incident.acknowledged.by) : 'somebody'}. Nothing was changed.\n${incidentLine(incident)}`,
  );

/** All of it is over: there is nothing to take on, silence or stop. */
export const incidentOver = (incident: Incident): Message =>
  plainMessage(
    `:white_check_mark: ${incidentTitle(incident)} is over already, after ${duration(lasted(incident))}. Nothing was changed.`,
  );

/** The store gave no answer to a wish to acknowledge, silence or stop. */
export const alarmUnconfirmed: Message = plainMessage(
  ":warning: Not confirmed: my store gave no answer in time. `/ops alarms` shows whether it was changed; if it wasn't, say it again.",
);
