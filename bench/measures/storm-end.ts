import { setTimeout as sleep } from 'node:timers/promises';
import type { Storm } from '../../sandbox/cloudwatch/storm.ts';
import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { cloudWatchFingerprint } from '../../src/domain/alarm/fingerprint.ts';
import { type Incident, IncidentNumber } from '../../src/domain/alarm/incident.ts';
import type { AlarmInbox } from '../../src/domain/ports/alarm-inbox.ts';
import type { IncidentReader } from '../../src/domain/ports/incidents.ts';
import { incidentRoot } from '../../src/views/alarm/incident-root.ts';

/** What the ledger says of a storm. */
export interface StormSeen {
  readonly incidents: number;
  /** How many changes of alarms it has heard of, all together. */
  readonly changes: number;
  /** Of how many alarms the count or the state isn't what was sent. */
  readonly wrong: number;
}

/** Numbers that a step asked for whose write was refused stay unused. */
const MOST_NUMBERS = 500;

async function allIncidents(reader: IncidentReader): Promise<readonly Incident[]> {
  const numbers = Array.from({ length: MOST_NUMBERS }, (_, n) => IncidentNumber.parse(n + 1));
  const found = await Promise.all(numbers.map((number) => reader.byNumber(number)));
  return found.filter((incident) => incident !== undefined);
}

/** Compares the ledger with what was sent. */
export async function readStorm(reader: IncidentReader, { first, rest, ends }: Storm): Promise<StormSeen> {
  const incidents = await allIncidents(reader);
  const alarms = incidents.flatMap((incident) => incident.alarms);
  const each = (first.length + rest.length) / ends.length;
  const wrong = ends.filter(({ account, region, name, state, since }) => {
    const fingerprint = cloudWatchFingerprint(account, region, name);
    const mine = alarms.filter((alarm) => alarm.fingerprint === fingerprint);
    const changes = mine.reduce((sum, alarm) => sum + alarm.changes, 0);
    return changes !== each || !mine.some((alarm) => alarm.at === since && alarm.state === state);
  });
  return {
    incidents: incidents.length,
    changes: alarms.reduce((sum, alarm) => sum + alarm.changes, 0),
    wrong: wrong.length,
  };
}

/** Where it is looked whether all is told. */
interface Shown {
  readonly reader: IncidentReader;
  readonly inbox: AlarmInbox;
  readonly slack: SlackSandbox;
  readonly channel: string;
  readonly planned: Storm;
}

/**
 * Waits until everything is worked on and every incident's root shows what the ledger says of it now, for so long at most.
 * Answers in words what was missing.
 */
export async function untilShown(
  { reader, inbox, slack, channel, planned }: Shown,
  atMost: number,
): Promise<string> {
  const until = performance.now() + atMost;
  for (;;) {
    const { count } = await inbox.backlog();
    const behind = count === 0 ? await untold(reader, slack, channel) : 0;
    const { wrong } = await readStorm(reader, planned);
    if (count === 0 && behind === 0 && wrong === 0) return 'all was shown';
    if (performance.now() > until)
      return `not shown: ${count} in the inbox, ${behind} roots behind, ${wrong} alarms wrong`;
    await sleep(500);
  }
}

/** Of how many incidents the root in the channel isn't what the ledger says of them now. */
export async function untold(reader: IncidentReader, slack: SlackSandbox, channel: string): Promise<number> {
  const texts = new Set(slack.messages(channel).map(({ text }) => text));
  const incidents = await allIncidents(reader);
  return incidents.filter((incident) => !incident.quiet && !texts.has(incidentRoot(incident).text)).length;
}
