import { alarmPlace } from '../../domain/alarm/alarm-place.ts';
import type { IncidentAlarm, IncidentId } from '../../domain/alarm/incident.ts';
import { beginCountdown } from '../../domain/alarm/life/mend.ts';
import { wantsFacts, wantsPicture } from '../../domain/alarm/wants-facts.ts';
import { withFacts, withPicture } from '../../domain/alarm/with-facts.ts';
import { type DurationMs, type EpochMs, hours, seconds } from '../../domain/clock.ts';
import { logFault } from '../../domain/fault/log-fault.ts';
import { utc } from '../../domain/image/age.ts';
import { inTime } from '../../domain/in-time.ts';
import type { Announcer } from '../../domain/ports/announcements.ts';
import type { MetricPictures, PictureStore } from '../../domain/ports/metric-pictures.ts';
import { type ChangeParts, changeIncident } from './change-incident.ts';
import type { FactsParts } from './facts/facts-parts.ts';
import { gatherFacts } from './facts/gather-facts.ts';
import type { Subject } from './facts/subject.ts';
import { tellDeployer } from './tell-deployer.ts';

/** What enriching an incident needs. */
export interface EnrichParts extends FactsParts, ChangeParts {
  readonly pictures: MetricPictures;
  readonly album: PictureStore;
  readonly announcer: Announcer;
  /** Facts of an incident aren't gathered more often than so. */
  readonly apart: DurationMs;
}

/** So much of a metric is drawn. */
const DRAWN: DurationMs = hours(3);
/** A picture that takes longer keeps other incidents waiting. */
const PATIENCE: DurationMs = seconds(15);

/**
 * Finds out about an incident's worst alarm and writes it to the incident, then draws the picture of its metric and writes
 * that: facts never wait for a picture. A run that deployed shortly before hears of it in its thread. Does nothing where none are wanted (see `wantsFacts`). A picture that can't be
 * drawn or kept is logged and left out. Throws where the store is away. Repeating it is safe.
 */
export async function enrich(parts: EnrichParts, id: IncidentId): Promise<'enriched' | 'left'> {
  const incident = await parts.incidents.read(id);
  const alarm = incident && wantsFacts(incident, parts.clock.now(), parts.apart);
  if (!incident || !alarm) return 'left';
  const of = alarm.fingerprint;
  const subject = { alarm, stack: incident.stack };
  const { facts, confirmed } = await gatherFacts(parts, subject);
  const at = parts.clock.now();
  const written = await changeIncident(parts, id, (now) => {
    const known = withFacts(now, { of, at, facts, ...(confirmed ? { confirmed } : {}) });
    // What is proposed may be what policy lets begin by itself.
    return known && beginCountdown(known, parts.policy, at);
  });
  if (written === 'left') return 'left';
  await tellDeployer(parts, incident, alarm, facts);
  if (!wantsPicture(incident, alarm)) return 'enriched';
  const marks = (facts.deployed ?? []).map((one) => one.at);
  const file = await picture(parts, subject, { from: at - DRAWN, to: at, marks });
  if (file !== undefined) await changeIncident(parts, id, (now) => withPicture(now, { of, file, at }));
  return 'enriched';
}

/** The id of the file; undefined where there is none. */
async function picture(
  { pictures, album, catalog, log }: EnrichParts,
  subject: Subject,
  span: { readonly from: EpochMs; readonly to: EpochMs; readonly marks: readonly EpochMs[] },
): Promise<string | undefined> {
  const { alarm } = subject;
  const place = alarmPlace(catalog, subject);
  if (!place) return undefined;
  const fields = { alarm: alarm.fingerprint };
  const drawn = await inTime(pictures.draw(place, { name: alarm.name, ...span }), PATIENCE);
  if (drawn === 'late') {
    log.warn({ ...fields, patience: PATIENCE }, "an alarm's metric was not drawn in time");
    return undefined;
  }
  if (!drawn.ok) {
    logFault(log, drawn.fault, fields, "an alarm's metric could not be drawn");
    return undefined;
  }
  const kept = await album.keep({ name: fileName(alarm), png: drawn.value, alt: altOf(alarm, span) });
  if (!kept.ok) {
    logFault(log, kept.fault, fields, "the picture of an alarm's metric could not be kept");
    return undefined;
  }
  return kept.value;
}

const fileName = ({ name }: IncidentAlarm): string => `${name.replaceAll(/[^\w.-]+/g, '-').slice(0, 80)}.png`;

/** What somebody who can't see the picture reads. */
const altOf = (
  { name, condition }: IncidentAlarm,
  { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
): string =>
  `The metric of ${name}${condition === undefined ? '' : ` (${condition})`}, ${utc(from)} to ${utc(to)}`;
